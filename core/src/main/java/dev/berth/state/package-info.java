/**
 * The deterministic cluster state: commands in, a new state and events out. Start at
 * {@link dev.berth.state.StateMachine}.
 */
@NullMarked
package dev.berth.state;

import org.jspecify.annotations.NullMarked;
