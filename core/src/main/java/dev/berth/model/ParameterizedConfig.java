package dev.berth.model;

import java.util.List;

/**
 * Makes a batch job a template that runs once per dispatch, each time with its own payload and meta values.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param payload whether a dispatch brings a payload; default optional
 * @param metaRequired meta keys that a dispatch must give; default none
 * @param metaOptional meta keys that a dispatch may give, none of the required ones; default none
 */
public record ParameterizedConfig(PayloadRule payload, List<String> metaRequired, List<String> metaOptional) {

    public ParameterizedConfig {
        Copies.present(payload, "payload");
        metaRequired = Copies.list(metaRequired, "metaRequired");
        metaOptional = Copies.list(metaOptional, "metaOptional");
    }

    /** Whether a dispatch brings a payload. */
    public enum PayloadRule {
        /** It may. */
        OPTIONAL("optional"),
        /** It must. */
        REQUIRED("required"),
        /** It must not. */
        FORBIDDEN("forbidden");

        private final String word;

        PayloadRule(String word) {
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
        public static PayloadRule parse(String word) {
            return Words.parse("payload rule", word, values(), PayloadRule::word);
        }
    }

    /** Starts a parameterized config; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().payload(payload).metaRequired(metaRequired).metaOptional(metaOptional);
    }

    /** Builds a {@link ParameterizedConfig}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private PayloadRule payload = PayloadRule.OPTIONAL;
        private List<String> metaRequired = List.of();
        private List<String> metaOptional = List.of();

        private Builder() {}

        /** Sets {@link ParameterizedConfig#payload()}. */
        public Builder payload(PayloadRule payload) {
            this.payload = payload;
            return this;
        }

        /** Sets {@link ParameterizedConfig#metaRequired()}. */
        public Builder metaRequired(List<String> metaRequired) {
            this.metaRequired = metaRequired;
            return this;
        }

        /** As {@link #metaRequired(List)}, for a few. */
        public Builder metaRequired(String... metaRequired) {
            return metaRequired(List.of(metaRequired));
        }

        /** Sets {@link ParameterizedConfig#metaOptional()}. */
        public Builder metaOptional(List<String> metaOptional) {
            this.metaOptional = metaOptional;
            return this;
        }

        /** As {@link #metaOptional(List)}, for a few. */
        public Builder metaOptional(String... metaOptional) {
            return metaOptional(List.of(metaOptional));
        }

        /**
         * Returns the parameterized config.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public ParameterizedConfig build() {
            return new ParameterizedConfig(payload, metaRequired, metaOptional);
        }
    }
}
