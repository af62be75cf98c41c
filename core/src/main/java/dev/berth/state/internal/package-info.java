/**
 * How the state is kept and changed. Start at {@link dev.berth.state.internal.Tables}, then
 * {@link dev.berth.state.internal.StateChange} and the rules beside it.
 */
@NullMarked
package dev.berth.state.internal;

import org.jspecify.annotations.NullMarked;
