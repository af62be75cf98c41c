/**
 * Persistent collections the state is made of: each version stays as it was, a change copies only what it touches.
 * Start at {@link dev.berth.state.internal.table.VersionedTable}.
 */
@NullMarked
package dev.berth.state.internal.table;

import org.jspecify.annotations.NullMarked;
