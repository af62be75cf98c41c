/** The vocabulary: jobs, task groups, tasks, nodes, allocations, evaluations and deployments as immutable values. */
@NullMarked
package dev.berth.model;

import org.jspecify.annotations.NullMarked;
