/** The executable: agent, HTTP API and command line in one jar. Start at {@link Main}. */
@NullMarked
package dev.berth.sample.cli;

import org.jspecify.annotations.NullMarked;
