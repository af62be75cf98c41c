package dev.berth.jobspec;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A job file that cannot be used: its message lists everything found wrong in it, each with its place, the source line and a
 * caret under the spot.
 *
 * <p><b>Thread-safety:</b> immutable apart from what every exception has.
 */
public final class JobFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<JobFileProblem> problems;

    /**
     * Creates the exception for what was found.
     *
     * @param problems what is wrong, in the order of the file; at least one
     */
    public JobFileException(List<JobFileProblem> problems) {
        super(problems.stream().map(JobFileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, in the order of the file: 1 to {@link JobFileLimits#maxProblems()} problems. */
    public List<JobFileProblem> problems() {
        return problems == null ? List.of() : problems;
    }
}
