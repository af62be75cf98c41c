package dev.berth.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounds in which a group's count may be changed, and what an autoscaler wants to know.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param min the lowest count allowed, 0 or more; default null, in a canonical job the group's count
 * @param max the highest count allowed, not below min; must be given, null is refused by {@link Job#validate()}
 * @param enabled whether an autoscaler acts on it; default true
 * @param type who is scaled: horizontal for the count; default horizontal
 * @param policy what the autoscaler reads, opaque to Berth, in insertion order; default empty
 * @param extras what this version does not know but keeps; default none
 */
public record ScalingPolicy(
        @Nullable Long min,
        @Nullable Long max,
        boolean enabled,
        String type,
        Map<String, Object> policy,
        Extras extras) {

    public ScalingPolicy {
        Copies.present(type, "type");
        policy = Copies.json(policy, "policy");
        Copies.present(extras, "extras");
    }

    /** Starts a scaling policy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .min(min)
                .max(max)
                .enabled(enabled)
                .type(type)
                .policy(policy)
                .extras(extras);
    }

    /** Builds a {@link ScalingPolicy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private @Nullable Long min;
        private @Nullable Long max;
        private boolean enabled = true;
        private String type = "horizontal";
        private Map<String, Object> policy = Copies.emptyJson();
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link ScalingPolicy#min()}. */
        public Builder min(@Nullable Long min) {
            this.min = min;
            return this;
        }

        /** Sets {@link ScalingPolicy#max()}. */
        public Builder max(@Nullable Long max) {
            this.max = max;
            return this;
        }

        /** Sets {@link ScalingPolicy#enabled()}. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Sets {@link ScalingPolicy#type()}. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** Sets {@link ScalingPolicy#policy()}. */
        public Builder policy(Map<String, Object> policy) {
            this.policy = policy;
            return this;
        }

        /** Sets {@link ScalingPolicy#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the scaling policy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public ScalingPolicy build() {
            return new ScalingPolicy(min, max, enabled, type, policy, extras);
        }
    }
}
