package dev.berth.state.internal.codec;

import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.Operand;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import java.util.List;

/** Codecs of constraints, affinities and spreads. Constants, thread-safe. */
public final class ConstraintCodecs {

    private static final int COMPARISON = 0;
    private static final int ANY_OF = 1;
    private static final int ALL_OF = 2;
    private static final int NOT = 3;

    /** A comparison as the words it was written with. */
    private static final Codec<Constraint.Comparison> COMPARISON_WORDS = MessageCodec.of(
                    "Constraint.Comparison", Constraint.Comparison.class)
            .text(1, Constraint.Comparison::left)
            .sharedText(2, Constraint.Comparison::operandText)
            .text(3, Constraint.Comparison::right)
            .create(f -> Constraint.of(f.<String>get(1), f.<String>get(2), f.<String>get(3)));

    /** A byte for the kind, then the kind's own form. */
    public static final Codec<Constraint> CONSTRAINT =
            BasicCodecs.codec(ConstraintCodecs::writeConstraint, ConstraintCodecs::readConstraint);

    private static final Codec<List<Constraint>> CONSTRAINTS = BasicCodecs.framesOf(CONSTRAINT);

    public static final Codec<Affinity> AFFINITY = MessageCodec.of("Affinity", Affinity.class)
            .text(1, Affinity::left)
            .constant(2, Operand.values(), Affinity::operand)
            .text(3, Affinity::right)
            .int32(4, Affinity::weight)
            .text(5, Affinity::operandText)
            .create(f -> new Affinity(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<SpreadTarget> SPREAD_TARGET = MessageCodec.of("SpreadTarget", SpreadTarget.class)
            .text(1, SpreadTarget::value)
            .int32(2, SpreadTarget::percent)
            .create(f -> new SpreadTarget(f.get(1), f.get(2)));

    public static final Codec<Spread> SPREAD = MessageCodec.of("Spread", Spread.class)
            .text(1, Spread::attribute)
            .int32(2, Spread::weight)
            .messages(3, SPREAD_TARGET, Spread::targets)
            .create(f -> new Spread(f.get(1), f.get(2), f.get(3)));

    private ConstraintCodecs() {}

    private static void writeConstraint(WireWriter out, Constraint constraint) {
        if (constraint instanceof Constraint.Comparison comparison) {
            out.rawByte(COMPARISON);
            COMPARISON_WORDS.write(out, comparison);
        } else if (constraint instanceof Constraint.AnyOf any) {
            out.rawByte(ANY_OF);
            CONSTRAINTS.write(out, any.constraints());
        } else if (constraint instanceof Constraint.AllOf all) {
            out.rawByte(ALL_OF);
            CONSTRAINTS.write(out, all.constraints());
        } else if (constraint instanceof Constraint.Not not) {
            out.rawByte(NOT);
            out.frame(CONSTRAINT, not.constraint());
        } else {
            throw new AssertionError(constraint);
        }
    }

    private static Constraint readConstraint(WireReader in) {
        int kind = in.rawByte();
        return switch (kind) {
            case COMPARISON -> COMPARISON_WORDS.read(in);
            case ANY_OF -> new Constraint.AnyOf(CONSTRAINTS.read(in));
            case ALL_OF -> new Constraint.AllOf(CONSTRAINTS.read(in));
            case NOT -> new Constraint.Not(in.frame(CONSTRAINT));
            default -> throw in.bad("the kind (%s) of a constraint is unknown".formatted(kind));
        };
    }
}
