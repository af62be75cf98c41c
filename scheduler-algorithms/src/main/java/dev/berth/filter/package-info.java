/** Feasibility: which nodes can hold an ask at all, and why the others cannot. */
@NullMarked
package dev.berth.filter;

import org.jspecify.annotations.NullMarked;
