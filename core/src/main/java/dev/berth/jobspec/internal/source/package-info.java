/** The text of a job file, places in it, and what is wrong there. Start at {@link dev.berth.jobspec.internal.source.Problems}. */
@NullMarked
package dev.berth.jobspec.internal.source;

import org.jspecify.annotations.NullMarked;
