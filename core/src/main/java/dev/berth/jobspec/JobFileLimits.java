package dev.berth.jobspec;

/**
 * What reading a job file may cost. A file beyond a limit is refused with one problem that names the limit; reading never
 * needs more time or memory than in proportion to these figures. Immutable.
 *
 * <p>The canonical constructor is unstable: components are added as limits are; use {@link #builder()}.
 *
 * @param maxFileBytes size of the file in bytes; default 1 MiB
 * @param maxTokens words and signs in an HCL file, or values in a JSON file; default 250,000
 * @param maxNesting how deep blocks, lists, parentheses and templates may be nested in each other; default 64, at most 200
 * @param maxSteps how many steps evaluation may take: every expression evaluated and every element made by a function, a
 *     {@code for} or a {@code dynamic} block is one; default 1,000,000
 * @param maxTextChars how many characters of text evaluation may make in all; default 8 Mi
 * @param maxProblems how many problems are reported before reading is given up; default 20
 */
public record JobFileLimits(
        int maxFileBytes, int maxTokens, int maxNesting, int maxSteps, int maxTextChars, int maxProblems) {

    private static final JobFileLimits DEFAULTS = builder().build();

    public JobFileLimits {
        atLeastOne("maxFileBytes", maxFileBytes);
        atLeastOne("maxTokens", maxTokens);
        atLeastOne("maxNesting", maxNesting);
        atLeastOne("maxSteps", maxSteps);
        atLeastOne("maxTextChars", maxTextChars);
        atLeastOne("maxProblems", maxProblems);
        if (maxNesting > 200) {
            throw new IllegalArgumentException("The limit maxNesting (" + maxNesting
                    + ") must be at most 200.\nDeeper nesting is not safe on the stack of an ordinary thread.");
        }
    }

    /** Returns the limits with their defaults. */
    public static JobFileLimits defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The limit " + name + " (" + value + ") must be at least 1.");
        }
    }

    /** Collects limits. Confined to one thread. */
    public static final class Builder {
        private int maxFileBytes = 1 << 20;
        private int maxTokens = 250_000;
        private int maxNesting = 64;
        private int maxSteps = 1_000_000;
        private int maxTextChars = 8 << 20;
        private int maxProblems = 20;

        private Builder() {}

        /** Sets the largest file in bytes. */
        public Builder maxFileBytes(int value) {
            this.maxFileBytes = value;
            return this;
        }

        /** Sets the largest number of words and signs. */
        public Builder maxTokens(int value) {
            this.maxTokens = value;
            return this;
        }

        /** Sets the deepest nesting, 1 to 200. */
        public Builder maxNesting(int value) {
            this.maxNesting = value;
            return this;
        }

        /** Sets the largest number of evaluation steps. */
        public Builder maxSteps(int value) {
            this.maxSteps = value;
            return this;
        }

        /** Sets the largest number of characters that evaluation may make. */
        public Builder maxTextChars(int value) {
            this.maxTextChars = value;
            return this;
        }

        /** Sets how many problems are reported at most. */
        public Builder maxProblems(int value) {
            this.maxProblems = value;
            return this;
        }

        /** Returns the limits. */
        public JobFileLimits build() {
            return new JobFileLimits(maxFileBytes, maxTokens, maxNesting, maxSteps, maxTextChars, maxProblems);
        }
    }
}
