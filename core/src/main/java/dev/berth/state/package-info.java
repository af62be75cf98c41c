/** The deterministic cluster state: commands in, a new state and events out. */
@NullMarked
package dev.berth.state;

import org.jspecify.annotations.NullMarked;
