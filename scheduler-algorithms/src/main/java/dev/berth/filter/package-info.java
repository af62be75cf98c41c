/**
 * Feasibility: which nodes can hold an ask at all, and why the others cannot. Start at {@link dev.berth.filter.ConstraintFilter}.
 */
@NullMarked
package dev.berth.filter;

import org.jspecify.annotations.NullMarked;
