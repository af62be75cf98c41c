/** What the host application brings: the command log, the transport to its nodes, time and ids. */
@NullMarked
package dev.berth.host;

import org.jspecify.annotations.NullMarked;
