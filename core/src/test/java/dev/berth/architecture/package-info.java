/** Rules that the compiler cannot hold: who may use whom in core, and what keeps the state deterministic. */
@NullMarked
package dev.berth.architecture;

import org.jspecify.annotations.NullMarked;
