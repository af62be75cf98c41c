/** The command line: one class per command, what they share beside them. Start at {@link Berth}. */
@NullMarked
package dev.berth.sample.cli.command;

import org.jspecify.annotations.NullMarked;
