/** Plain text for terminals. Start at {@link Table}. */
@NullMarked
package dev.berth.sample.cli.text;

import org.jspecify.annotations.NullMarked;
