/** Turns an evaluated job file into a job of the model. Start at {@link dev.berth.jobspec.internal.map.JobMapper}. */
@NullMarked
package dev.berth.jobspec.internal.map;

import org.jspecify.annotations.NullMarked;
