package dev.berth.wire.nomad;

import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constraints, affinities and spreads. Combinations of constraints are members of Berth's own. */
final class PreferenceShapes {

    static final Shape<Constraint, Slots> CONSTRAINT = Shape.of(Slots::new, PreferenceShapes::constraint)
            .text("LTarget", c -> comparison(c).left(), Slots.to("LTarget"))
            .givenIf(PreferenceShapes::isComparison)
            .whenSet()
            .text("RTarget", c -> comparison(c).right(), Slots.to("RTarget"))
            .givenIf(PreferenceShapes::isComparison)
            .whenSet()
            .text("Operand", c -> comparison(c).operandText(), Slots.to("Operand"))
            .givenIf(PreferenceShapes::isComparison)
            .whenSet()
            .<List<Constraint>>nullable(
                    "AnyOf",
                    c -> c instanceof Constraint.AnyOf any ? any.constraints() : null,
                    Slots.to("AnyOf"),
                    PreferenceShapes::readAll,
                    PreferenceShapes::writeAll)
            .whenSet()
            .<List<Constraint>>nullable(
                    "AllOf",
                    c -> c instanceof Constraint.AllOf all ? all.constraints() : null,
                    Slots.to("AllOf"),
                    PreferenceShapes::readAll,
                    PreferenceShapes::writeAll)
            .whenSet()
            .<Constraint>nullable(
                    "Not",
                    c -> c instanceof Constraint.Not not ? not.constraint() : null,
                    Slots.to("Not"),
                    PreferenceShapes::read,
                    PreferenceShapes::write)
            .whenSet()
            .build();

    static final Shape<Affinity, Slots> AFFINITY = Shape.of(
                    Slots::new,
                    slots -> Affinity.of(
                            slots.get("LTarget", ""),
                            operand(slots),
                            slots.get("RTarget", ""),
                            slots.get("Weight", Affinity.DEFAULT_WEIGHT)))
            .text("LTarget", Affinity::left, Slots.to("LTarget"))
            .text("RTarget", Affinity::right, Slots.to("RTarget"))
            .text("Operand", Affinity::operandText, Slots.to("Operand"))
            .integer("Weight", Affinity::weight, Slots.to("Weight"))
            .build();

    static final Shape<SpreadTarget, Slots> SPREAD_TARGET = Shape.of(
                    Slots::new, slots -> new SpreadTarget(slots.get("Value", ""), slots.get("Percent", 0)))
            .text("Value", SpreadTarget::value, Slots.to("Value"))
            .integer("Percent", SpreadTarget::percent, Slots.to("Percent"))
            .build();

    static final Shape<Spread, Spread.Builder> SPREAD = Shape.of(() -> Spread.builder(""), Spread.Builder::build)
            .text("Attribute", Spread::attribute, Spread.Builder::attribute)
            .integer("Weight", Spread::weight, Spread.Builder::weight)
            .objects("SpreadTarget", Spread::targets, Spread.Builder::targets, SPREAD_TARGET)
            .build();

    private PreferenceShapes() {}

    private static boolean isComparison(Constraint constraint) {
        return constraint instanceof Constraint.Comparison;
    }

    private static Constraint.Comparison comparison(Constraint constraint) {
        return (Constraint.Comparison) constraint;
    }

    private static Constraint constraint(Slots slots) {
        @Nullable List<Constraint> any = slots.getOrNull("AnyOf");
        @Nullable List<Constraint> all = slots.getOrNull("AllOf");
        @Nullable Constraint not = slots.getOrNull("Not");
        if (any != null) {
            return new Constraint.AnyOf(any);
        }
        if (all != null) {
            return new Constraint.AllOf(all);
        }
        if (not != null) {
            return new Constraint.Not(not);
        }
        return Constraint.of(slots.get("LTarget", ""), operand(slots), slots.get("RTarget", ""));
    }

    /** An operand that is left out or empty means equal. */
    private static String operand(Slots slots) {
        String text = slots.get("Operand", "=");
        return text.isEmpty() ? "=" : text;
    }

    private static Constraint read(JsonIn in) throws IOException {
        return CONSTRAINT.read(in);
    }

    private static void write(JsonOut out, Constraint constraint) throws IOException {
        CONSTRAINT.write(out, constraint);
    }

    private static List<Constraint> readAll(JsonIn in) throws IOException {
        return in.list(PreferenceShapes::read);
    }

    private static void writeAll(JsonOut out, List<Constraint> constraints) throws IOException {
        out.fullList(constraints, PreferenceShapes::write);
    }
}
