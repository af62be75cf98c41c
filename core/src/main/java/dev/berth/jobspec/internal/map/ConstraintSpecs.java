package dev.berth.jobspec.internal.map;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.Operand;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Constraints, affinities and spreads, with the short forms of job files. */
final class ConstraintSpecs {
    /* The form of 2015 for ${attr.kernel.name}. */
    private static final Pattern UNBRACED = Pattern.compile("\\$((attr|node|meta|device|driver)\\.[A-Za-z0-9_.\\-]+)");

    /** Short forms {@code key = right}, with the operand they mean. */
    private static final Map<String, String> SHORT = ImmutableMap.<String, String>builder()
            .put("version", "version")
            .put("semver", "semver")
            .put("regexp", "regexp")
            .put("set_contains", "set_contains")
            .put("set_contains_all", "set_contains_all")
            .put("set_contains_any", "set_contains_any")
            .buildOrThrow();

    private static final Spec<Draft> COMPARISON = comparison(Spec.of("a constraint"))
            .value("distinct_hosts", "operand", Reading.TRUTH, (d, on) -> d.flag("distinct_hosts", on))
            .value("distinct_property", "left", Reading.TEXT, (d, v) -> {
                d.left = braced(v);
                d.flag("distinct_property", true);
            })
            .blocks("any_of", "anyOf", Label.NONE, (s, c) -> group(s, c, d -> new Constraint.AnyOf(d)), Draft::combine)
            .blocks("all_of", "allOf", Label.NONE, (s, c) -> group(s, c, d -> new Constraint.AllOf(d)), Draft::combine)
            .blocks("not", "not", Label.NONE, (s, c) -> group(s, c, ConstraintSpecs::none), Draft::combine);

    static final BlockReading<Constraint> CONSTRAINT = COMPARISON.reading(s -> new Draft(), Draft::constraint);

    static final BlockReading<Affinity> AFFINITY = comparison(Spec.<Draft>of("an affinity"))
            .integer("weight", (d, weight) -> d.weight = weight)
            .reading(s -> new Draft(), Draft::affinity);

    private static final BlockReading<SpreadTarget> TARGET = (section, context) -> {
        Target target = new Target(String.valueOf(Spec.label(section)));
        return Spec.<Target>of("a spread target")
                .integer("percent", (t, percent) -> t.percent = percent)
                .reading(s -> target, t -> new SpreadTarget(t.value, t.percent))
                .read(section, context);
    };

    static final BlockReading<Spread> SPREAD = Spec.<Spread.Builder>of("a spread")
            .text("attribute", (b, v) -> b.attribute(braced(v)))
            .integer("weight", Spread.Builder::weight)
            .blocks("target", "targets", Label.REQUIRED, TARGET, Spread.Builder::targets)
            .reading(s -> Spread.builder(""), Spread.Builder::build);

    private ConstraintSpecs() {}

    private static Spec<Draft> comparison(Spec<Draft> spec) {
        spec.value("attribute", "left", Reading.TEXT, (d, v) -> d.left = braced(v));
        spec.value("value", "right", Reading.TEXT, (d, v) -> d.right = braced(v));
        spec.value("operator", "operand", ConstraintSpecs::operator, (d, v) -> d.operand = v);
        SHORT.forEach((key, operand) -> spec.value(key, "right", Reading.TEXT, (d, v) -> {
            d.right = braced(v);
            d.flag(operand, true);
        }));
        for (String flag : List.of("is_set", "is_not_set")) {
            spec.value(flag, "operand", Reading.TRUTH, (d, on) -> d.flag(flag, on));
        }
        return spec;
    }

    private static @Nullable String operator(Datum datum, String what, Context context) {
        String text = Reading.TEXT.read(datum, what, context);
        List<String> words = Arrays.stream(Operand.values())
                .flatMap(o -> Stream.concat(Stream.of(o.word()), o.aliases().stream()))
                .toList();
        if (text == null || words.contains(text)) {
            return text;
        }
        context.problem(
                datum.at(),
                "The operator \"" + text + "\" is unknown.",
                Suggestion.nearest(text, words)
                        .filter(near -> near.length() > 2)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Use one of: " + String.join(", ", words) + "."));
        return null;
    }

    private static String braced(String text) {
        return UNBRACED.matcher(text).matches() ? "${" + text.substring(1) + "}" : text;
    }

    private interface Combination {
        Constraint of(List<Constraint> constraints);
    }

    private static Constraint none(List<Constraint> constraints) {
        return new Constraint.Not(constraints.size() == 1 ? constraints.get(0) : new Constraint.AnyOf(constraints));
    }

    private static @Nullable Constraint group(Section section, Context context, Combination combination) {
        List<Constraint> inner = new ArrayList<>();
        Spec.<List<Constraint>>of("a combination of constraints")
                .blocks("constraint", "constraints", Label.NONE, (s, c) -> CONSTRAINT.read(s, c), List::addAll)
                .read(section, inner, context);
        return combination.of(inner);
    }

    private static final class Target {
        private final String value;
        private int percent;

        Target(String value) {
            this.value = value;
        }
    }

    /* A constraint or affinity under construction. */
    private static final class Draft {
        private String left = "";
        private String right = "";
        private @Nullable String operand;
        private int weight = Affinity.DEFAULT_WEIGHT;
        private @Nullable Constraint combined;

        void flag(String word, boolean on) {
            if (operand != null && on) {
                throw new IllegalArgumentException("A constraint has one operator, but this one has (" + operand
                        + ") and (" + word + ").\nMake two constraints of it.");
            }
            operand = on ? word : operand;
        }

        void combine(List<Constraint> constraints) {
            combined = constraints.size() == 1 ? constraints.get(0) : new Constraint.AllOf(constraints);
        }

        @Nullable
        Constraint constraint() {
            return combined != null ? combined : Constraint.of(left, operand == null ? "=" : operand, right);
        }

        Affinity affinity() {
            return Affinity.of(left, operand == null ? "=" : operand, right, weight);
        }
    }
}
