/** Scoring: how good a feasible node is for an ask. Start at {@link dev.berth.score.PackingScorer}. */
@NullMarked
package dev.berth.score;

import org.jspecify.annotations.NullMarked;
