/** The node agent: runs the allocations of one node and reports on them. */
@NullMarked
package dev.berth.agent;

import org.jspecify.annotations.NullMarked;
