package dev.berth.model;

/**
 * For which types of jobs less important allocations are evicted. Immutable.
 *
 * @param system for system jobs
 * @param sysbatch for sysbatch jobs
 * @param batch for batch jobs
 * @param service for service jobs
 */
public record PreemptionConfig(boolean system, boolean sysbatch, boolean batch, boolean service) {

    /** For system jobs only: the default. */
    public static final PreemptionConfig DEFAULT = new PreemptionConfig(true, false, false, false);

    /** Returns whether evicting is allowed for jobs of a type; never for internal ones. */
    public boolean enabledFor(JobType type) {
        return switch (type) {
            case SYSTEM -> system;
            case SYSBATCH -> sysbatch;
            case BATCH -> batch;
            case SERVICE -> service;
            default -> false;
        };
    }
}
