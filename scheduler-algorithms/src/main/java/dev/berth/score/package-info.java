/** Scoring: how good a feasible node is for an ask. */
@NullMarked
package dev.berth.score;

import org.jspecify.annotations.NullMarked;
