package dev.berth.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a template waits for further changes before it is rendered.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param min the quiet time before rendering; default null: 5 s
 * @param max the longest wait, not below min; default null: four times min
 */
public record TemplateWait(@Nullable Duration min, @Nullable Duration max) {

    /** Starts a template wait; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().min(min).max(max);
    }

    /** Builds a {@link TemplateWait}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private @Nullable Duration min;
        private @Nullable Duration max;

        private Builder() {}

        /** Sets {@link TemplateWait#min()}. */
        public Builder min(@Nullable Duration min) {
            this.min = min;
            return this;
        }

        /** Sets {@link TemplateWait#max()}. */
        public Builder max(@Nullable Duration max) {
            this.max = max;
            return this;
        }

        /**
         * Returns the template wait.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public TemplateWait build() {
            return new TemplateWait(min, max);
        }
    }
}
