/** Compares two versions of a job. Start at {@link dev.berth.jobspec.internal.diff.Differ}. */
@NullMarked
package dev.berth.jobspec.internal.diff;

import org.jspecify.annotations.NullMarked;
