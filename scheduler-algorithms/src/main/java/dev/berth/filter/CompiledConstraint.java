package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.Operand;
import dev.berth.schedule.NodeView;
import java.util.List;
import java.util.function.Predicate;

/**
 * A constraint made ready to be asked about many nodes. What is about the job's other allocations ({@code distinct_hosts},
 * {@code distinct_property}) always holds here; filters of their own look after it.
 *
 * <p><b>Thread-safety:</b> keeps compiled expressions, so it is confined to one thread. <b>Cost:</b> a map look-up per side and
 * a comparison; regular expressions are bounded.
 */
public final class CompiledConstraint {
    private final String text;
    private final ImmutableList<Target> targets;
    private final Predicate<NodeView> holds;

    private CompiledConstraint(String text, List<Target> targets, Predicate<NodeView> holds) {
        this.text = text;
        this.targets = ImmutableList.copyOf(targets);
        this.holds = holds;
    }

    /** Prepares a constraint. */
    public static CompiledConstraint of(Constraint constraint) {
        if (constraint instanceof Constraint.Comparison c) {
            return comparison(c.text(), c.left(), c.operand(), c.right());
        }
        if (constraint instanceof Constraint.AnyOf any) {
            return group(
                    constraint,
                    any.constraints(),
                    parts -> node -> parts.stream().anyMatch(p -> p.holds(node)));
        }
        if (constraint instanceof Constraint.AllOf all) {
            return group(
                    constraint,
                    all.constraints(),
                    parts -> node -> parts.stream().allMatch(p -> p.holds(node)));
        }
        if (constraint instanceof Constraint.Not not) {
            return group(
                    constraint,
                    List.of(not.constraint()),
                    parts -> node -> !parts.get(0).holds(node));
        }
        throw new AssertionError(constraint);
    }

    /** Prepares the condition of an affinity. */
    public static CompiledConstraint of(Affinity affinity) {
        return comparison(affinity.text(), affinity.left(), affinity.operand(), affinity.right());
    }

    private static CompiledConstraint comparison(String text, String left, Operand operand, String right) {
        Target leftTarget = Target.parse(left);
        Target rightTarget = Target.parse(right);
        Condition condition = Condition.of(operand);
        return new CompiledConstraint(
                text,
                List.of(leftTarget, rightTarget),
                node -> condition.holds(leftTarget.resolve(node), rightTarget.resolve(node)));
    }

    private interface Combiner {
        Predicate<NodeView> combine(List<CompiledConstraint> parts);
    }

    private static CompiledConstraint group(Constraint whole, List<Constraint> parts, Combiner combiner) {
        List<CompiledConstraint> compiled =
                parts.stream().map(CompiledConstraint::of).collect(ImmutableList.toImmutableList());
        List<Target> targets =
                compiled.stream().flatMap(part -> part.targets.stream()).toList();
        return new CompiledConstraint(whole.text(), targets, combiner.combine(compiled));
    }

    /** Returns whether the node satisfies the constraint. */
    public boolean holds(NodeView node) {
        return holds.test(node);
    }

    /** Returns what the answer depends on, in the order of definition, literals included. */
    public List<Target> targets() {
        return targets;
    }

    /** Returns the constraint as text: {@code left operand right}. */
    @Override
    public String toString() {
        return text;
    }
}
