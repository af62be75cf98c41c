package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Something that is fetched into the task's directory before the task starts.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param source the address to fetch from; may hold ${...}
 * @param destination where it goes, relative to the task's directory; default local/
 * @param mode any (unpack archives), file (keep as it is) or dir; default any
 * @param options options of the getter, such as checksum; default none
 * @param headers headers of an http request; default none
 * @param insecure whether certificates are not checked; default false
 * @param chown whether the result belongs to the task's user; default false
 * @param extras what this version does not know but keeps; default none
 */
public record Artifact(
        String source,
        String destination,
        String mode,
        SortedMap<String, String> options,
        SortedMap<String, String> headers,
        boolean insecure,
        boolean chown,
        Extras extras) {

    public Artifact {
        Copies.present(source, "source");
        Copies.present(destination, "destination");
        Copies.present(mode, "mode");
        options = Copies.sorted(options, "options");
        headers = Copies.sorted(headers, "headers");
        Copies.present(extras, "extras");
    }

    /** Starts an artifact of the given source; every other component begins at the default that its description names. */
    public static Builder builder(String source) {
        return new Builder(source);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(source)
                .destination(destination)
                .mode(mode)
                .options(options)
                .headers(headers)
                .insecure(insecure)
                .chown(chown)
                .extras(extras);
    }

    /** Builds an {@link Artifact}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String source;
        private String destination = "local/";
        private String mode = "any";
        private SortedMap<String, String> options = Copies.emptySorted();
        private SortedMap<String, String> headers = Copies.emptySorted();
        private boolean insecure = false;
        private boolean chown = false;
        private Extras extras = Extras.none();

        private Builder(String source) {
            this.source = source;
        }

        /** Sets {@link Artifact#source()}. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Sets {@link Artifact#destination()}. */
        public Builder destination(String destination) {
            this.destination = destination;
            return this;
        }

        /** Sets {@link Artifact#mode()}. */
        public Builder mode(String mode) {
            this.mode = mode;
            return this;
        }

        /** Sets {@link Artifact#options()}. */
        public Builder options(Map<String, String> options) {
            this.options = ImmutableSortedMap.copyOf(options);
            return this;
        }

        /** Sets {@link Artifact#headers()}. */
        public Builder headers(Map<String, String> headers) {
            this.headers = ImmutableSortedMap.copyOf(headers);
            return this;
        }

        /** Sets {@link Artifact#insecure()}. */
        public Builder insecure(boolean insecure) {
            this.insecure = insecure;
            return this;
        }

        /** Sets {@link Artifact#chown()}. */
        public Builder chown(boolean chown) {
            this.chown = chown;
            return this;
        }

        /** Sets {@link Artifact#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the artifact.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Artifact build() {
            return new Artifact(source, destination, mode, options, headers, insecure, chown, extras);
        }
    }
}
