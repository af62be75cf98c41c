package dev.berth.model;

import java.util.List;

/**
 * Launches a batch job again and again by the calendar. Each launch is a job of its own, named {@code
 * <id>/periodic-<unix seconds>}.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param enabled whether launches happen; default true
 * @param crons several cron expressions, launched whenever one of them matches; not together with spec. Default
 *     none
 * @param spec one cron expression; default empty
 * @param specType what the expressions are written in, only cron; default cron
 * @param prohibitOverlap whether a launch is skipped while the one before still runs; default false
 * @param timeZone the time zone of the expressions, by its IANA name; default UTC
 */
public record PeriodicConfig(
        boolean enabled, List<String> crons, String spec, String specType, boolean prohibitOverlap, String timeZone) {

    public PeriodicConfig {
        crons = Copies.list(crons, "crons");
        Copies.present(spec, "spec");
        Copies.present(specType, "specType");
        Copies.present(timeZone, "timeZone");
    }

    /** Starts a periodic config; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .enabled(enabled)
                .crons(crons)
                .spec(spec)
                .specType(specType)
                .prohibitOverlap(prohibitOverlap)
                .timeZone(timeZone);
    }

    /** Builds a {@link PeriodicConfig}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private boolean enabled = true;
        private List<String> crons = List.of();
        private String spec = "";
        private String specType = "cron";
        private boolean prohibitOverlap = false;
        private String timeZone = "UTC";

        private Builder() {}

        /** Sets {@link PeriodicConfig#enabled()}. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Sets {@link PeriodicConfig#crons()}. */
        public Builder crons(List<String> crons) {
            this.crons = crons;
            return this;
        }

        /** As {@link #crons(List)}, for a few. */
        public Builder crons(String... crons) {
            return crons(List.of(crons));
        }

        /** Sets {@link PeriodicConfig#spec()}. */
        public Builder spec(String spec) {
            this.spec = spec;
            return this;
        }

        /** Sets {@link PeriodicConfig#specType()}. */
        public Builder specType(String specType) {
            this.specType = specType;
            return this;
        }

        /** Sets {@link PeriodicConfig#prohibitOverlap()}. */
        public Builder prohibitOverlap(boolean prohibitOverlap) {
            this.prohibitOverlap = prohibitOverlap;
            return this;
        }

        /** Sets {@link PeriodicConfig#timeZone()}. */
        public Builder timeZone(String timeZone) {
            this.timeZone = timeZone;
            return this;
        }

        /**
         * Returns the periodic config.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public PeriodicConfig build() {
            return new PeriodicConfig(enabled, crons, spec, specType, prohibitOverlap, timeZone);
        }
    }
}
