/** How the node agent works inside. Start at {@link dev.berth.agent.internal.AgentLoop}. */
@NullMarked
package dev.berth.agent.internal;

import org.jspecify.annotations.NullMarked;
