package dev.berth.agent;

import com.google.common.base.Preconditions;
import java.time.Duration;

/**
 * Every limit and interval of a node agent. Immutable. The canonical constructor grows; start from {@link #defaults()} and
 * {@link #toBuilder()}.
 *
 * @param statusInterval how often changed states are reported at most; default 200 ms
 * @param statusRetry wait before a report that failed is repeated; default 5 s
 * @param maxUpdatesPerReport updates in one report at most; default 500
 * @param callTimeout how long a call to the control plane may go without answer; default 10 s
 * @param watchWait how long a watch may be held by the control plane; default 5 min
 * @param registerRetry longest wait between two tries to register, reached by doubling from 1 s; default 15 s
 * @param maxFirstHeartbeat the first heartbeat is sent at a random time up to here; default 10 s
 * @param maxKillTimeout caps the kill timeout of tasks; default 30 s
 * @param stopGrace how long beyond the kill timeout a driver may take to stop a task before it is told again; default 30 s
 * @param retryBase first wait when a driver refuses to stop, find, adopt or destroy; default 5 s
 * @param retryCap longest such wait, reached by doubling; default 2 min
 * @param maxStopAttempts how often a task is stopped politely before its driver must destroy it; default 5
 * @param fingerprintInterval how often drivers and machine are looked at again; default 30 s
 * @param fingerprintTimeout how long a driver may look; default 10 s
 * @param maxRunsToProbe how many runs of a task are looked for when its record is damaged beyond reading; default 64
 */
public record AgentLimits(
        Duration statusInterval,
        Duration statusRetry,
        int maxUpdatesPerReport,
        Duration callTimeout,
        Duration watchWait,
        Duration registerRetry,
        Duration maxFirstHeartbeat,
        Duration maxKillTimeout,
        Duration stopGrace,
        Duration retryBase,
        Duration retryCap,
        int maxStopAttempts,
        Duration fingerprintInterval,
        Duration fingerprintTimeout,
        int maxRunsToProbe) {

    public AgentLimits {
        positive("statusInterval", statusInterval);
        positive("statusRetry", statusRetry);
        positive("maxUpdatesPerReport", maxUpdatesPerReport);
        positive("callTimeout", callTimeout);
        positive("watchWait", watchWait);
        positive("registerRetry", registerRetry);
        positive("maxFirstHeartbeat", maxFirstHeartbeat);
        positive("maxKillTimeout", maxKillTimeout);
        positive("stopGrace", stopGrace);
        positive("retryBase", retryBase);
        positive("retryCap", retryCap);
        positive("maxStopAttempts", maxStopAttempts);
        positive("fingerprintInterval", fingerprintInterval);
        positive("fingerprintTimeout", fingerprintTimeout);
        positive("maxRunsToProbe", maxRunsToProbe);
    }

    /** Returns the defaults named at the components. */
    public static AgentLimits defaults() {
        return new Builder().build();
    }

    /** Returns a builder that holds these limits. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.statusInterval = statusInterval;
        builder.statusRetry = statusRetry;
        builder.maxUpdatesPerReport = maxUpdatesPerReport;
        builder.callTimeout = callTimeout;
        builder.watchWait = watchWait;
        builder.registerRetry = registerRetry;
        builder.maxFirstHeartbeat = maxFirstHeartbeat;
        builder.maxKillTimeout = maxKillTimeout;
        builder.stopGrace = stopGrace;
        builder.retryBase = retryBase;
        builder.retryCap = retryCap;
        builder.maxStopAttempts = maxStopAttempts;
        builder.fingerprintInterval = fingerprintInterval;
        builder.fingerprintTimeout = fingerprintTimeout;
        builder.maxRunsToProbe = maxRunsToProbe;
        return builder;
    }

    private static void positive(String name, Duration value) {
        Preconditions.checkArgument(
                !value.isNegative() && !value.isZero(), "The limit %s (%s) must be positive.", name, value);
    }

    private static void positive(String name, int value) {
        Preconditions.checkArgument(value > 0, "The limit %s (%s) must be positive.", name, value);
    }

    /** Collects limits; each setter sets the component of its name. Confined to one thread. */
    public static final class Builder {
        private Duration statusInterval = Duration.ofMillis(200);
        private Duration statusRetry = Duration.ofSeconds(5);
        private int maxUpdatesPerReport = 500;
        private Duration callTimeout = Duration.ofSeconds(10);
        private Duration watchWait = Duration.ofMinutes(5);
        private Duration registerRetry = Duration.ofSeconds(15);
        private Duration maxFirstHeartbeat = Duration.ofSeconds(10);
        private Duration maxKillTimeout = Duration.ofSeconds(30);
        private Duration stopGrace = Duration.ofSeconds(30);
        private Duration retryBase = Duration.ofSeconds(5);
        private Duration retryCap = Duration.ofMinutes(2);
        private int maxStopAttempts = 5;
        private Duration fingerprintInterval = Duration.ofSeconds(30);
        private Duration fingerprintTimeout = Duration.ofSeconds(10);
        private int maxRunsToProbe = 64;

        private Builder() {}

        public Builder statusInterval(Duration value) {
            statusInterval = value;
            return this;
        }

        public Builder statusRetry(Duration value) {
            statusRetry = value;
            return this;
        }

        public Builder maxUpdatesPerReport(int value) {
            maxUpdatesPerReport = value;
            return this;
        }

        public Builder callTimeout(Duration value) {
            callTimeout = value;
            return this;
        }

        public Builder watchWait(Duration value) {
            watchWait = value;
            return this;
        }

        public Builder registerRetry(Duration value) {
            registerRetry = value;
            return this;
        }

        public Builder maxFirstHeartbeat(Duration value) {
            maxFirstHeartbeat = value;
            return this;
        }

        public Builder maxKillTimeout(Duration value) {
            maxKillTimeout = value;
            return this;
        }

        public Builder stopGrace(Duration value) {
            stopGrace = value;
            return this;
        }

        public Builder retryBase(Duration value) {
            retryBase = value;
            return this;
        }

        public Builder retryCap(Duration value) {
            retryCap = value;
            return this;
        }

        public Builder maxStopAttempts(int value) {
            maxStopAttempts = value;
            return this;
        }

        public Builder fingerprintInterval(Duration value) {
            fingerprintInterval = value;
            return this;
        }

        public Builder fingerprintTimeout(Duration value) {
            fingerprintTimeout = value;
            return this;
        }

        public Builder maxRunsToProbe(int value) {
            maxRunsToProbe = value;
            return this;
        }

        /**
         * Returns the limits.
         *
         * @throws IllegalArgumentException when one is not positive
         */
        public AgentLimits build() {
            return new AgentLimits(
                    statusInterval,
                    statusRetry,
                    maxUpdatesPerReport,
                    callTimeout,
                    watchWait,
                    registerRetry,
                    maxFirstHeartbeat,
                    maxKillTimeout,
                    stopGrace,
                    retryBase,
                    retryCap,
                    maxStopAttempts,
                    fingerprintInterval,
                    fingerprintTimeout,
                    maxRunsToProbe);
        }
    }
}
