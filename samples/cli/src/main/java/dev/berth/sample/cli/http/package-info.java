/**
 * The HTTP API of the agent, in Nomad's wire form. Start at {@link HttpApi}.
 */
@NullMarked
package dev.berth.sample.cli.http;

import org.jspecify.annotations.NullMarked;
