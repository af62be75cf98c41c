package dev.berth.internal.scheduler;

import dev.berth.model.SchedulerAlgorithm;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.model.SchedulerProfile;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.Strategy;
import dev.berth.strategy.Strategies;

/** Finds the strategy of a decision. Stateless. */
final class StrategyChoice {
    private StrategyChoice() {}

    /** Returns the strategy of the options, or the one of the cluster's profile and algorithm. */
    static Strategy of(SchedulerOptions options, SchedulerConfiguration configuration) {
        Strategy chosen = options.strategy();
        if (chosen != null) {
            return chosen;
        }
        boolean spread = configuration.algorithm() == SchedulerAlgorithm.SPREAD;
        if (configuration.profile() == SchedulerProfile.NOMAD) {
            return spread ? Strategies.nomadSpreading() : Strategies.nomad();
        }
        return spread ? Strategies.standardSpreading() : Strategies.standard();
    }
}
