package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules of constraints, affinities and spreads. Stateless. */
final class ConstraintValidator {

    /** Where a constraint stands: it decides which operands make sense. */
    enum Level {
        JOB,
        GROUP,
        TASK,
        DEVICE
    }

    private static final ImmutableSet<String> TARGETS = ImmutableSet.of(
            "${node.unique.id}",
            "${node.unique.name}",
            "${node.datacenter}",
            "${node.class}",
            "${node.pool}",
            "${node.region}");
    private static final Pattern PREFIXED_TARGET = Pattern.compile("\\$\\{(attr|meta|device)\\..+}", Pattern.DOTALL);

    private static final String VERSION =
            "v?\\d+(\\.\\d+)*(-?[0-9A-Za-z~-]+(\\.[0-9A-Za-z~-]+)*)?(\\+[0-9A-Za-z.~-]+)?";
    private static final Pattern VERSION_CONDITION = Pattern.compile("\\s*(=|!=|>|<|>=|<=|~>)?\\s*" + VERSION + "\\s*");
    private static final Pattern SEMVER_CONDITION = Pattern.compile("\\s*(=|!=|>|<|>=|<=)?\\s*"
            + "v?\\d+(\\.\\d+){0,2}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z.-]+)?\\s*");

    private ConstraintValidator() {}

    static void constraints(List<Constraint> constraints, Level level, Problems problems) {
        for (int i = 0; i < constraints.size(); i++) {
            constraint(constraints.get(i), level, problems.at("constraints[" + i + "]"), false);
        }
    }

    private static void constraint(Constraint constraint, Level level, Problems problems, boolean nested) {
        if (constraint instanceof Constraint.Comparison comparison) {
            comparison(comparison, level, problems, nested);
        } else if (constraint instanceof Constraint.AnyOf any) {
            problems.check(
                    !any.constraints().isEmpty(), "anyOf", "", "No node satisfies an empty list.", "Add a constraint.");
            all(any.constraints(), level, problems.at("anyOf"));
        } else if (constraint instanceof Constraint.AllOf all) {
            all(all.constraints(), level, problems.at("allOf"));
        } else if (constraint instanceof Constraint.Not not) {
            constraint(not.constraint(), level, problems.at("not"), true);
        } else {
            throw new AssertionError(constraint);
        }
    }

    private static void all(List<Constraint> constraints, Level level, Problems problems) {
        for (int i = 0; i < constraints.size(); i++) {
            constraint(constraints.get(i), level, problems.at("constraints[" + i + "]"), true);
        }
    }

    private static void comparison(Constraint.Comparison comparison, Level level, Problems problems, boolean nested) {
        Operand operand = comparison.operand();
        if (isDistinct(operand)) {
            problems.check(
                    !nested && (level == Level.JOB || level == Level.GROUP),
                    "operand",
                    comparison.operandText(),
                    nested
                            ? "It compares allocations, not nodes, and cannot be part of a combination."
                            : "It compares allocations of a group and makes no sense for a part of one.",
                    "Move it to the constraints of the group or the job.");
        }
        sides(comparison.left(), operand, comparison.right(), problems);
    }

    static boolean isDistinct(Operand operand) {
        return operand == Operand.DISTINCT_HOSTS || operand == Operand.DISTINCT_PROPERTY;
    }

    static void affinities(List<Affinity> affinities, JobType type, Problems problems) {
        notForSystem(affinities.isEmpty(), type, "affinities", problems);
        affinities(affinities, problems);
    }

    static void affinities(List<Affinity> affinities, Problems problems) {
        for (int i = 0; i < affinities.size(); i++) {
            Affinity affinity = affinities.get(i);
            Problems here = problems.at("affinities[" + i + "]");
            here.check(
                    !isDistinct(affinity.operand()),
                    "operand",
                    affinity.operandText(),
                    "It compares allocations, not nodes, and cannot be a preference.",
                    "Make it a constraint of the group.");
            sides(affinity.left(), affinity.operand(), affinity.right(), here);
            here.check(
                    affinity.weight() != 0 && affinity.weight() >= -100 && affinity.weight() <= 100,
                    "weight",
                    affinity.weight(),
                    "The weight must be between -100 and 100 and not 0.",
                    "Use a positive weight to attract, a negative one to repel.");
        }
    }

    static void spreads(List<Spread> spreads, JobType type, Problems problems) {
        notForSystem(spreads.isEmpty(), type, "spreads", problems);
        for (int i = 0; i < spreads.size(); i++) {
            spread(spreads.get(i), problems.at("spreads[" + i + "]"));
        }
    }

    private static void notForSystem(boolean ok, JobType type, String component, Problems problems) {
        problems.check(
                ok || type != JobType.SYSTEM,
                component,
                type.word(),
                "A system job runs on every fitting node and has nothing to prefer.",
                "Remove them, or use constraints.");
    }

    private static void spread(Spread spread, Problems problems) {
        if (problems.present(
                spread.attribute(), "attribute", "Name what to spread over, such as ${node.datacenter}.")) {
            target(spread.attribute(), "attribute", problems);
        }
        problems.between(spread.weight(), 1, 100, "weight");
        long sum = 0;
        for (int i = 0; i < spread.targets().size(); i++) {
            SpreadTarget target = spread.targets().get(i);
            Problems here = problems.at("targets", target.value(), i);
            here.present(target.value(), "value", "Name a value of the attribute.");
            here.between(target.percent(), 0, 100, "percent");
            sum += target.percent();
        }
        problems.check(
                sum <= 100,
                "targets",
                sum,
                "The percentages add up to more than 100.",
                "Lower some; what is left to 100 goes to the other values.");
        problems.unique(spread.targets().stream().map(SpreadTarget::value).toList(), "targets", "target");
    }

    private static void sides(String left, Operand operand, String right, Problems problems) {
        if (operand != Operand.DISTINCT_HOSTS
                && problems.present(left, "left", "Name what to compare, such as ${attr.kernel.name}.")) {
            target(left, "left", problems);
        }
        switch (operand) {
            case IS_SET, IS_NOT_SET ->
                problems.check(
                        right.isEmpty(),
                        "right",
                        right,
                        "The operand " + operand.word() + " takes no right side.",
                        "Remove it, or use the operand =.");
            case DISTINCT_HOSTS -> {}
            case DISTINCT_PROPERTY ->
                problems.check(
                        right.isEmpty() || isPositive(right),
                        "right",
                        right,
                        "It must be how many allocations may share a value: a whole number of 1 or more.",
                        "Leave it out for 1.");
            default -> {
                if (problems.present(right, "right", "Say what to compare with.") && !right.startsWith("${")) {
                    literal(operand, right, problems);
                }
            }
        }
    }

    private static void literal(Operand operand, String right, Problems problems) {
        switch (operand) {
            case REGEXP -> regexp(right, problems);
            case VERSION ->
                problems.check(
                        conditions(right, VERSION_CONDITION),
                        "right",
                        right,
                        "It is not a version condition.",
                        "Write conditions like \">= 1.2, < 2.0\".");
            case SEMVER ->
                problems.check(
                        conditions(right, SEMVER_CONDITION),
                        "right",
                        right,
                        "It is not a condition of Semantic Versioning.",
                        "Write conditions like \">= 1.2.0, < 2.0.0\"; ~> is not allowed.");
            default -> {}
        }
    }

    private static void regexp(String right, Problems problems) {
        try {
            Pattern.compile(right);
        } catch (PatternSyntaxException e) {
            problems.add("right", right, "It is not a regular expression: " + e.getDescription() + ".", "Correct it.");
        }
    }

    private static boolean conditions(String text, Pattern condition) {
        for (String part : text.split(",", -1)) {
            if (!condition.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    private static void target(String text, String component, Problems problems) {
        problems.check(
                !text.startsWith("$")
                        || TARGETS.contains(text)
                        || PREFIXED_TARGET.matcher(text).matches(),
                component,
                text,
                "There is no such target.",
                "Use ${attr.NAME}, ${meta.NAME}, ${device.NAME} or one of: " + String.join(", ", TARGETS) + ".");
    }

    private static boolean isPositive(String text) {
        return text.matches("\\d{1,18}") && Long.parseLong(text) >= 1;
    }
}
