/** The schedulers: reconcile, place, plan. Start at {@link dev.berth.internal.scheduler.GenericScheduler}. */
@NullMarked
package dev.berth.internal.scheduler;

import org.jspecify.annotations.NullMarked;
