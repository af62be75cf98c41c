package dev.berth.jobspec.internal.source;

import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.JobFileProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in one file, up to a limit. Confined to one thread. */
public final class Problems {
    private final Source source;
    private final int limit;
    private final List<Found> found = new ArrayList<>();

    /** Creates an empty collection that gives up at {@code limit} problems. */
    public Problems(Source source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /**
     * Adds a problem.
     *
     * @throws TooMany when the limit is reached
     */
    public void add(Position at, String message, @Nullable String advice) {
        found.add(new Found(at, message, advice));
        if (found.size() >= limit) {
            throw new TooMany();
        }
    }

    /** Adds a problem that has no advice. */
    public void add(Position at, String message) {
        add(at, message, null);
    }

    /** Adds a problem, unless its line has one already: one slip of the pen often looks wrong in several ways. */
    public void addFirstOfLine(Position at, String message, @Nullable String advice) {
        if (found.stream().noneMatch(f -> f.at.line() == at.line())) {
            add(at, message, advice);
        }
    }

    /** Adds what made reading stop; there is always room for it. */
    public void addLast(Fatal fatal) {
        found.add(new Found(fatal.at(), fatal.message(), fatal.advice()));
    }

    /** Adds what somebody threw. */
    public void add(Fatal fatal) {
        add(fatal.at(), fatal.message(), fatal.advice());
    }

    /** Adds a problem, unless the same was added before. */
    public void addOnce(Position at, String message, @Nullable String advice) {
        if (!found.contains(new Found(at, message, advice))) {
            add(at, message, advice);
        }
    }

    /** Returns whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws what was found, in the order of the file, if anything was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** Returns what was found as an exception; at least one problem must have been. */
    public JobFileException exception() {
        List<JobFileProblem> problems = found.stream()
                .distinct()
                .sorted(Comparator.comparing(Found::at))
                .limit(limit)
                .map(this::problem)
                .toList();
        return new JobFileException(problems);
    }

    private JobFileProblem problem(Found f) {
        Position at = f.at;
        return new JobFileProblem(source.name(), at.line(), at.column(), f.message, f.advice, source.line(at.line()));
    }

    private record Found(
            Position at, String message, @Nullable String advice) {}

    /** Thrown when the limit of problems is reached; whoever started reading catches it and reports what was found. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMany() {
            super("too many problems", null, false, false);
        }
    }
}
