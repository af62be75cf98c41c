/**
 * What a host application brings: where commands are stored and replicated, how nodes are reached, what time it is.
 * Start at {@link CommandLog}.
 */
@NullMarked
package dev.berth.host;

import org.jspecify.annotations.NullMarked;
