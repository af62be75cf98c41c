/**
 * What a scheduler is: a snapshot and an evaluation go in, a plan and its explanation come out. Start at {@link
 * dev.berth.schedule.Scheduler}; to influence where things go, at {@link dev.berth.schedule.Strategy}.
 */
@NullMarked
package dev.berth.schedule;

import org.jspecify.annotations.NullMarked;
