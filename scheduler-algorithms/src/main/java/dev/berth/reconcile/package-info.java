/**
 * Reconciliation: what has to change so that the allocations of a job match what the job wants. Start at {@link
 * dev.berth.reconcile.Reconciler}; the schedulers are found through {@link dev.berth.reconcile.BuiltInSchedulers}.
 */
@NullMarked
package dev.berth.reconcile;

import org.jspecify.annotations.NullMarked;
