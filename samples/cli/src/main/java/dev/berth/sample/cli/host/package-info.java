/**
 * The wiring that a host copies: one server and one node agent in this JVM, over the file system or in memory. Start at
 * {@link BerthHost}.
 */
@NullMarked
package dev.berth.sample.cli.host;

import org.jspecify.annotations.NullMarked;
