package dev.berth.control;

import dev.berth.host.IdSource;
import dev.berth.model.EvaluationId;
import dev.berth.schedule.ScheduleContext;
import dev.berth.state.ClusterState;

/**
 * What one decision depends on. Seed and ids follow from the evaluation and the state alone, so that the same decision can be
 * made again later to explain it.
 *
 * @param explaining whether the decision is made again to explain its placements
 */
record DecisionContext(ClusterState state, long overlay, long nowNanos, long seed, IdSource ids, boolean explaining)
        implements ScheduleContext {

    /** Returns the context of a decision that is made for the first time. */
    static DecisionContext first(EvaluationId evaluation, ClusterState state, long overlay, long nowNanos) {
        long seed = mix(evaluation.high() ^ mix(evaluation.low() ^ mix(state.index())));
        return new DecisionContext(state, overlay, nowNanos, seed, idsOf(evaluation, state), false);
    }

    /** Returns the context in which the same decision is made once more, with the scores of its placements. */
    DecisionContext again(EvaluationId evaluation) {
        return new DecisionContext(state, overlay, nowNanos, seed, idsOf(evaluation, state), true);
    }

    /**
     * Returns ids that no other decision draws: both halves of an id come from streams keyed by 64 bits of the evaluation's
     * random id each, so two decisions would have to agree in 128 bits.
     */
    private static IdSource idsOf(EvaluationId evaluation, ClusterState state) {
        long high = mix(evaluation.high() + mix(state.index()));
        long low = mix(evaluation.low() - mix(state.index()));
        return new IdSource() {
            private long drawn;

            @Override
            public long nextLong() {
                drawn++;
                return mix((drawn & 1) == 0 ? low + drawn : high + drawn);
            }
        };
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
