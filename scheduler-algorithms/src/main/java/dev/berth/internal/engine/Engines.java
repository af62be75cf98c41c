package dev.berth.internal.engine;

import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Strategy;

/** Makes engines. Stateless. */
public final class Engines {
    private Engines() {}

    /**
     * Returns an engine without nodes.
     *
     * @param stateIndex the log position of the state it will be loaded with, for traces; 0 for none
     */
    public static PlacementEngine create(Strategy strategy, long seed, long stateIndex, AssertionLevel level) {
        PlacementEngine engine = new ReferenceEngine(strategy, seed, stateIndex);
        return level == AssertionLevel.FULL
                ? new ComparingEngine(engine, new ReferenceEngine(strategy, seed, stateIndex))
                : engine;
    }
}
