/** Small parts shared by core's own packages, not for users. Start at {@link dev.berth.internal.Mailbox}. */
@NullMarked
package dev.berth.internal;

import org.jspecify.annotations.NullMarked;
