/** The client's end of the HTTP API. Start at {@link ApiClient}. */
@NullMarked
package dev.berth.sample.cli.client;

import org.jspecify.annotations.NullMarked;
