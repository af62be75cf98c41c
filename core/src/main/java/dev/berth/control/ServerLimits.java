package dev.berth.control;

import java.time.Duration;

/**
 * Every bound of a control plane, with its default. Whatever reaches one answers "overloaded, retry after" (or, for an event
 * subscriber, gets a gap); nothing grows without end. Immutable; the canonical constructor is unstable, use {@link #builder()}.
 *
 * @param requestQueue calls that wait for the server loop, 16,384
 * @param proposals commands proposed and not yet answered, 1,024; scheduling pauses there, callers are refused
 * @param readyEvaluations evaluations that wait for the scheduler, 1,000,000; submitting is refused beyond it
 * @param watches nodes that wait for news at the same time, 100,000
 * @param subscriberEvents events that wait for one subscriber, 8,192
 * @param retainedDecisions how many decisions stay explainable from their own state, 128
 * @param groupCount instances over all groups of one job, 50,000
 * @param deliveries how often an evaluation is tried before it fails, 3
 * @param serviceAttempts plans tried for one evaluation of a service or system job, 5
 * @param batchAttempts plans tried for one evaluation of a batch or sysbatch job, 2
 * @param minHeartbeatTtl the shortest time to live given to a node, 10 s
 * @param heartbeatsPerSecond heartbeats that all nodes together may send in a second, 50
 * @param heartbeatGrace added to the time to live before a node counts as down, 10 s
 * @param failoverHeartbeatTtl how long nodes have after a change of leader, 300 s
 * @param maxWatch the longest a node's watch waits, 5 min
 * @param unknownOutcome how long a lost answer is looked for in the state before this server stops leading, 10 s
 * @param retryAfter the advice given with a refusal, 250 ms
 */
public record ServerLimits(
        int requestQueue,
        int proposals,
        int readyEvaluations,
        int watches,
        int subscriberEvents,
        int retainedDecisions,
        int groupCount,
        int deliveries,
        int serviceAttempts,
        int batchAttempts,
        Duration minHeartbeatTtl,
        int heartbeatsPerSecond,
        Duration heartbeatGrace,
        Duration failoverHeartbeatTtl,
        Duration maxWatch,
        Duration unknownOutcome,
        Duration retryAfter) {

    public ServerLimits {
        atLeast("requestQueue", requestQueue, 2);
        atLeast("proposals", proposals, 1);
        atLeast("readyEvaluations", readyEvaluations, 1);
        atLeast("watches", watches, 1);
        atLeast("subscriberEvents", subscriberEvents, 2);
        atLeast("retainedDecisions", retainedDecisions, 0);
        atLeast("groupCount", groupCount, 1);
        atLeast("deliveries", deliveries, 1);
        atLeast("serviceAttempts", serviceAttempts, 1);
        atLeast("batchAttempts", batchAttempts, 1);
        atLeast("heartbeatsPerSecond", heartbeatsPerSecond, 1);
        positive("minHeartbeatTtl", minHeartbeatTtl);
        positive("failoverHeartbeatTtl", failoverHeartbeatTtl);
        positive("maxWatch", maxWatch);
        positive("unknownOutcome", unknownOutcome);
        positive("retryAfter", retryAfter);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("The limit %s (%d) must be %d or more.".formatted(name, value, least));
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The limit %s (%s) must be above 0.".formatted(name, value));
        }
    }

    /** Returns the defaults. */
    public static ServerLimits defaults() {
        return builder().build();
    }

    /** Starts from the {@linkplain #defaults() defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects limits; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {
        private int requestQueue = 16_384;
        private int proposals = 1_024;
        private int readyEvaluations = 1_000_000;
        private int watches = 100_000;
        private int subscriberEvents = 8_192;
        private int retainedDecisions = 128;
        private int groupCount = 50_000;
        private int deliveries = 3;
        private int serviceAttempts = 5;
        private int batchAttempts = 2;
        private Duration minHeartbeatTtl = Duration.ofSeconds(10);
        private int heartbeatsPerSecond = 50;
        private Duration heartbeatGrace = Duration.ofSeconds(10);
        private Duration failoverHeartbeatTtl = Duration.ofSeconds(300);
        private Duration maxWatch = Duration.ofMinutes(5);
        private Duration unknownOutcome = Duration.ofSeconds(10);
        private Duration retryAfter = Duration.ofMillis(250);

        private Builder() {}

        public Builder requestQueue(int requestQueue) {
            this.requestQueue = requestQueue;
            return this;
        }

        public Builder proposals(int proposals) {
            this.proposals = proposals;
            return this;
        }

        public Builder readyEvaluations(int readyEvaluations) {
            this.readyEvaluations = readyEvaluations;
            return this;
        }

        public Builder watches(int watches) {
            this.watches = watches;
            return this;
        }

        public Builder subscriberEvents(int subscriberEvents) {
            this.subscriberEvents = subscriberEvents;
            return this;
        }

        public Builder retainedDecisions(int retainedDecisions) {
            this.retainedDecisions = retainedDecisions;
            return this;
        }

        public Builder groupCount(int groupCount) {
            this.groupCount = groupCount;
            return this;
        }

        public Builder deliveries(int deliveries) {
            this.deliveries = deliveries;
            return this;
        }

        public Builder serviceAttempts(int serviceAttempts) {
            this.serviceAttempts = serviceAttempts;
            return this;
        }

        public Builder batchAttempts(int batchAttempts) {
            this.batchAttempts = batchAttempts;
            return this;
        }

        public Builder minHeartbeatTtl(Duration minHeartbeatTtl) {
            this.minHeartbeatTtl = minHeartbeatTtl;
            return this;
        }

        public Builder heartbeatsPerSecond(int heartbeatsPerSecond) {
            this.heartbeatsPerSecond = heartbeatsPerSecond;
            return this;
        }

        public Builder heartbeatGrace(Duration heartbeatGrace) {
            this.heartbeatGrace = heartbeatGrace;
            return this;
        }

        public Builder failoverHeartbeatTtl(Duration failoverHeartbeatTtl) {
            this.failoverHeartbeatTtl = failoverHeartbeatTtl;
            return this;
        }

        public Builder maxWatch(Duration maxWatch) {
            this.maxWatch = maxWatch;
            return this;
        }

        public Builder unknownOutcome(Duration unknownOutcome) {
            this.unknownOutcome = unknownOutcome;
            return this;
        }

        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** Returns the limits. */
        public ServerLimits build() {
            return new ServerLimits(
                    requestQueue,
                    proposals,
                    readyEvaluations,
                    watches,
                    subscriberEvents,
                    retainedDecisions,
                    groupCount,
                    deliveries,
                    serviceAttempts,
                    batchAttempts,
                    minHeartbeatTtl,
                    heartbeatsPerSecond,
                    heartbeatGrace,
                    failoverHeartbeatTtl,
                    maxWatch,
                    unknownOutcome,
                    retryAfter);
        }
    }
}
