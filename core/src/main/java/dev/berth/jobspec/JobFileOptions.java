package dev.berth.jobspec;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.JobLimits;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How a job file is read. Immutable.
 *
 * <p>The canonical constructor is unstable; use {@link #builder()}.
 *
 * @param variables values of the file's {@code variable} blocks by name; those of type string as they are, others written as in
 *     a job file ({@code 5}, {@code ["a", "b"]})
 * @param limits what reading may cost
 * @param jobLimits what the control plane that the job is meant for allows of it
 * @param loader where {@code file(path)} reads from, or null to refuse that function
 */
public record JobFileOptions(
        SortedMap<String, String> variables,
        JobFileLimits limits,
        JobLimits jobLimits,
        @Nullable JobFileLoader loader) {

    private static final JobFileOptions DEFAULTS = builder().build();

    public JobFileOptions {
        variables = ImmutableSortedMap.copyOf(variables);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(jobLimits, "jobLimits");
    }

    /** Returns options without variables and loader, with the default limits. */
    public static JobFileOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that holds the defaults: no variables, default limits, no loader. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Confined to one thread. */
    public static final class Builder {
        private Map<String, String> variables = Map.of();
        private JobFileLimits limits = JobFileLimits.defaults();
        private JobLimits jobLimits = JobLimits.defaults();
        private @Nullable JobFileLoader loader;

        private Builder() {}

        /** Sets the values of variables. */
        public Builder variables(Map<String, String> values) {
            this.variables = values;
            return this;
        }

        /** Sets what reading may cost. */
        public Builder limits(JobFileLimits value) {
            this.limits = value;
            return this;
        }

        /** Sets what the control plane allows of the job. */
        public Builder jobLimits(JobLimits value) {
            this.jobLimits = value;
            return this;
        }

        /** Sets where {@code file(path)} reads from. */
        public Builder loader(JobFileLoader value) {
            this.loader = value;
            return this;
        }

        /** Returns the options. */
        public JobFileOptions build() {
            return new JobFileOptions(ImmutableSortedMap.copyOf(variables), limits, jobLimits, loader);
        }
    }
}
