/** The node agent: runs the allocations of one node and reports on them. Start at {@link dev.berth.agent.NodeAgent}. */
@NullMarked
package dev.berth.agent;

import org.jspecify.annotations.NullMarked;
