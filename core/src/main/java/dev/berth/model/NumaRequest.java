package dev.berth.model;

import java.util.List;

/**
 * Whether a task's cores and devices should be near each other in the machine.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param affinity how strongly; default none
 * @param devices the names of requested devices that must be near, too; default none
 */
public record NumaRequest(Affinity affinity, List<String> devices) {

    public NumaRequest {
        Copies.present(affinity, "affinity");
        devices = Copies.list(devices, "devices");
    }

    /** How strongly nearness is wanted. */
    public enum Affinity {
        /** Not at all. */
        NONE("none"),
        /** Where possible. */
        PREFER("prefer"),
        /** A node where it is not possible does not fit. */
        REQUIRE("require");

        private final String word;

        Affinity(String word) {
            this.word = word;
        }

        /** Returns the word that job files and Nomad's JSON use. */
        public String word() {
            return word;
        }

        /**
         * Reads a {@link #word()}.
         *
         * @throws IllegalArgumentException if no constant has this word
         */
        public static Affinity parse(String word) {
            return Words.parse("NUMA affinity", word, values(), Affinity::word);
        }
    }

    /** Starts a NUMA request; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().affinity(affinity).devices(devices);
    }

    /** Builds a {@link NumaRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private Affinity affinity = Affinity.NONE;
        private List<String> devices = List.of();

        private Builder() {}

        /** Sets {@link NumaRequest#affinity()}. */
        public Builder affinity(Affinity affinity) {
            this.affinity = affinity;
            return this;
        }

        /** Sets {@link NumaRequest#devices()}. */
        public Builder devices(List<String> devices) {
            this.devices = devices;
            return this;
        }

        /** As {@link #devices(List)}, for a few. */
        public Builder devices(String... devices) {
            return devices(List.of(devices));
        }

        /**
         * Returns the NUMA request.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public NumaRequest build() {
            return new NumaRequest(affinity, devices);
        }
    }
}
