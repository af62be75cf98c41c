/** Reconciliation: what has to change so that the allocations of a job match what the job wants. */
@NullMarked
package dev.berth.reconcile;

import org.jspecify.annotations.NullMarked;
