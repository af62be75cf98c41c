package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Value;

/** Counts what evaluation costs, so that a small file cannot grow without bound. Confined to one thread. */
final class Budget {
    /* Up to three small frames a level: about 300 KB of stack at most. */
    private static final int DEEPEST = 600;

    private final JobFileLimits limits;
    private long steps;
    private long chars;
    private int depth;

    Budget(JobFileLimits limits) {
        this.limits = limits;
    }

    /** Counts steps or made elements. */
    void steps(long count, Position at) {
        steps += count;
        if (count < 0 || steps > limits.maxSteps()) {
            throw tooManySteps(at);
        }
    }

    private Fatal tooManySteps(Position at) {
        return new Fatal(
                at,
                "Evaluating the file takes more than " + limits.maxSteps() + " steps (limit maxSteps).",
                "Maybe a range or for_each is larger than meant.");
    }

    /** Refuses a value that cannot be gone through within the budget, however cheap it was to make. */
    void weigh(Value value, Position at) {
        if (value.weight() > limits.maxSteps()) {
            throw tooManySteps(at);
        }
    }

    /** Counts characters before they are made. */
    void text(long count, Position at) {
        chars += count;
        if (count < 0 || chars > limits.maxTextChars()) {
            throw new Fatal(
                    at,
                    "Evaluating the file makes more than " + limits.maxTextChars()
                            + " characters of text (limit maxTextChars).",
                    "Maybe a value refers to itself several times.");
        }
    }

    /** Enters a level of recursion; pair with {@link #leave(int)}. A level of many frames counts as several. */
    void enter(int levels, Position at) {
        steps(1, at);
        depth += levels;
        if (depth > DEEPEST) {
            throw new Fatal(at, "The values here refer to each other too deeply.", "Shorten the chain of locals.");
        }
    }

    void leave(int levels) {
        depth -= levels;
    }

    JobFileLimits limits() {
        return limits;
    }
}
