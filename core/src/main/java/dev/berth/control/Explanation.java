package dev.berth.control;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.Evaluation;
import dev.berth.model.NodeScore;
import dev.berth.model.PlacementTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why work runs where it runs, or why it does not. Data first: {@link #lines()} is only one way to print it. May grow.
 */
public sealed interface Explanation {

    /** Returns the facts as sentences for people, one a line. */
    List<String> lines();

    /**
     * What an evaluation led to.
     *
     * @param evaluation as it stands now
     * @param failed why groups could not be placed completely, by the group's name; empty when all were
     */
    record OfEvaluation(Evaluation evaluation, SortedMap<String, PlacementTrace> failed) implements Explanation {
        public OfEvaluation {
            failed = ImmutableSortedMap.copyOfSorted(failed);
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("Evaluation %s (%s) is %s%s"
                    .formatted(
                            evaluation.id().shortForm(),
                            evaluation.trigger().word(),
                            evaluation.status().word(),
                            evaluation.statusDescription().isEmpty() ? "." : ": " + evaluation.statusDescription()));
            failed.forEach((group, trace) -> {
                lines.add("Group %s: %d not placed: %s.".formatted(group, trace.coalesced() + 1, trace.sentence()));
                trace.lines().forEach(line -> lines.add("  " + line));
            });
            return ImmutableList.copyOf(lines);
        }
    }

    /**
     * Why an allocation runs on its node.
     *
     * @param allocation as it stands now
     * @param trace how it was chosen; null when the state it was decided on is retained no longer
     */
    record OfAllocation(Allocation allocation, @Nullable PlacementTrace trace) implements Explanation {
        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%s runs on %s.".formatted(allocation.name(), allocation.nodeName()));
            if (trace == null) {
                lines.add("The state it was decided on is retained no longer, so its scores cannot be shown."
                        + " Raise ServerLimits.retainedDecisions to look back further.");
            } else {
                trace.best().forEach(score -> lines.add(line(score)));
                lines.addAll(trace.lines());
            }
            return ImmutableList.copyOf(lines);
        }

        private static String line(NodeScore score) {
            String terms = score.terms().entrySet().stream()
                    .map(term -> String.format(Locale.ROOT, "%s %.3f", term.getKey(), term.getValue()))
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT, "%s scored %.3f%s", score.name(), score.score(), terms.isEmpty() ? "" : ": " + terms);
        }
    }
}
