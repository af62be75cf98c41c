package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.jobspec.internal.tree.Value;
import dev.berth.model.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one kind of block, and where it goes: a table of keys, each with a reading and a setter. Written once as a
 * constant, then immutable; {@link #read} may run on any thread.
 *
 * @param <B> the builder that is filled
 */
final class Spec<B> {
    private final String name;
    private final Map<String, Key<B>> keys = new LinkedHashMap<>();
    private @Nullable BiConsumer<B, Extras> extras;

    private Spec(String name) {
        this.name = name;
    }

    /** Starts the table of a block; {@code name} is how messages call it: "a group", "resources". */
    static <B> Spec<B> of(String name) {
        return new Spec<>(name);
    }

    /** What is done with the entries of one key. */
    interface Key<B> {
        void read(List<Entry> entries, B builder, Context context, Map<String, Object> foreign);
    }

    /** Makes a value of a block. */
    interface BlockReading<T> {
        @Nullable
        T read(Section section, Context context);
    }

    String name() {
        return name;
    }

    Spec<B> key(String word, Key<B> key) {
        keys.put(word, key);
        return this;
    }

    /** Adds a key with one value; {@code component} is what the model calls it in paths. */
    <T> Spec<B> value(String word, String component, Reading<T> reading, BiConsumer<B, T> setter) {
        return key(word, (entries, builder, context, foreign) -> {
            Entry entry = entries.get(0);
            if (!(entry instanceof Field field)) {
                context.problem(
                        entry.at(),
                        "\"" + word + "\" in " + name + " is a value, not a block.",
                        "Write " + word + " = ...");
                return;
            }
            Context inner = context.at(component, field.at());
            T value = reading.read(field.datum(), "\"" + word + "\"", inner);
            if (value != null) {
                attempt(field.datum().at(), inner, () -> setter.accept(builder, value));
            }
        });
    }

    <T> Spec<B> value(String word, Reading<T> reading, BiConsumer<B, T> setter) {
        return value(word, camel(word), reading, setter);
    }

    Spec<B> text(String word, BiConsumer<B, String> setter) {
        return value(word, Reading.TEXT, setter);
    }

    Spec<B> truth(String word, BiConsumer<B, Boolean> setter) {
        return value(word, Reading.TRUTH, setter);
    }

    Spec<B> integer(String word, BiConsumer<B, Integer> setter) {
        return value(word, Reading.INT, setter);
    }

    Spec<B> duration(String word, BiConsumer<B, Duration> setter) {
        return value(word, Reading.DURATION, setter);
    }

    Spec<B> texts(String word, BiConsumer<B, List<String>> setter) {
        return value(word, Reading.TEXTS, setter);
    }

    /** Adds a map of texts, written as a block or as an object; several blocks are one map. */
    Spec<B> map(String word, BiConsumer<B, SortedMap<String, String>> setter) {
        return key(word, (entries, builder, context, foreign) -> {
            SortedMap<String, String> map = new TreeMap<>();
            for (Section section : Sections.of(entries, Label.NONE, name, context)) {
                Context inner = context.at(camel(word), section.at());
                for (Entry entry : section.entries()) {
                    addText(word, entry, map, inner);
                }
            }
            setter.accept(builder, map);
        });
    }

    private void addText(String word, Entry entry, SortedMap<String, String> map, Context context) {
        if (!(entry instanceof Field field)) {
            context.problem(entry.at(), "\"" + word + "\" in " + name + " holds only name = value.");
            return;
        }
        String text = Reading.TEXT.read(field.datum(), "\"" + word + "." + field.name() + "\"", context);
        context.alias("[" + field.name() + "]", field.at());
        if (text != null && map.putIfAbsent(field.name(), text) != null) {
            context.problem(field.at(), "The key \"" + field.name() + "\" of \"" + word + "\" is set twice.");
        }
    }

    /** Adds what Berth does not look into, as a map. */
    Spec<B> opaque(String word, BiConsumer<B, Map<String, Object>> setter) {
        return key(word, (entries, builder, context, foreign) -> {
            List<Entry> all = new ArrayList<>();
            for (Section section : Sections.of(entries, Label.NONE, name, context)) {
                context.at(camel(word), section.at());
                all.addAll(section.entries());
            }
            setter.accept(builder, Opaque.of(all, n -> n));
        });
    }

    /** Adds a block that can stand once. */
    <T> Spec<B> block(String word, BlockReading<T> reading, BiConsumer<B, T> setter) {
        return key(word, (entries, builder, context, foreign) -> {
            List<Section> sections = Sections.of(entries, Label.NONE, name, context);
            for (int i = 0; i < sections.size(); i++) {
                Section section = sections.get(i);
                if (i > 0) {
                    context.problem(
                            section.at(),
                            "The block \"" + word + "\" stands twice in " + name + ", first in line "
                                    + sections.get(0).at().line() + ".",
                            "Leave one of the two out.");
                } else {
                    Context inner = context.at(camel(word), section.at());
                    T value = reading.read(section, inner);
                    if (value != null) {
                        setter.accept(builder, value);
                    }
                }
            }
        });
    }

    /** Adds a block that can stand once and is another table. */
    <C, T> Spec<B> block(String word, Supplier<C> start, Spec<C> spec, Function<C, T> build, BiConsumer<B, T> setter) {
        return block(word, spec.reading(s -> start.get(), build), setter);
    }

    /** Adds a block that can stand several times; names, if blocks have them, must differ. */
    <T> Spec<B> blocks(
            String word, String component, Label label, BlockReading<T> reading, BiConsumer<B, List<T>> setter) {
        return key(word, (entries, builder, context, foreign) -> {
            List<T> values = new ArrayList<>();
            Map<String, Position> names = new HashMap<>();
            for (Section section : Sections.of(entries, label, name, context)) {
                String given = label(section);
                Position before = given == null ? null : names.putIfAbsent(given, section.at());
                if (before != null && label == Label.REQUIRED) {
                    context.problem(
                            section.labels().get(0).at(),
                            "The " + word + " \"" + given + "\" stands twice in " + name + ", first in line "
                                    + before.line() + ".",
                            "Rename one of the two.");
                }
                T value = reading.read(section, context.at(component, values.size(), pathName(section), section.at()));
                if (value != null) {
                    values.add(value);
                }
            }
            setter.accept(builder, values);
        });
    }

    static @Nullable String label(Section section) {
        return section.labels().isEmpty() ? null : section.labels().get(0).text();
    }

    /* The name by which the model's paths call an element: its label, or the field that names it. */
    private static @Nullable String pathName(Section section) {
        String label = label(section);
        for (Entry entry : section.entries()) {
            boolean names = entry.name().equals("name") || entry.name().equals("volume");
            if (label == null
                    && names
                    && entry instanceof Field field
                    && field.datum().value() instanceof Value.Text text) {
                return text.text();
            }
        }
        return label;
    }

    /** Adds a block of Nomad's that Berth hands on without looking into it, under the name its JSON has. */
    Spec<B> foreign(String word, String member) {
        return key(word, (entries, builder, context, foreign) -> {
            List<Entry> renamed = new ArrayList<>(entries);
            Object value = Opaque.of(renamed, Spec::pascal).get(pascal(word));
            if (value != null) {
                foreign.put(member, value);
            }
        });
    }

    /** Says where the blocks that are handed on go. */
    Spec<B> extras(BiConsumer<B, Extras> setter) {
        this.extras = setter;
        return this;
    }

    /** Returns the reading of a block of this table, from the builder it starts with to what is built. */
    <T> BlockReading<T> reading(Function<Section, B> start, Function<B, T> build) {
        return (section, context) -> {
            B builder = start.apply(section);
            read(section, builder, context);
            List<T> built = new ArrayList<>(1);
            attempt(section.at(), context, () -> built.add(build.apply(builder)));
            return built.isEmpty() ? null : built.get(0);
        };
    }

    /** Fills a builder from a section; whatever is wrong is reported, and the rest is read. */
    void read(Section section, B builder, Context context) {
        Map<String, List<Entry>> byName = new LinkedHashMap<>();
        section.entries()
                .forEach(e ->
                        byName.computeIfAbsent(e.name(), n -> new ArrayList<>()).add(e));
        Map<String, Object> foreign = new LinkedHashMap<>();
        byName.forEach((word, entries) -> {
            Key<B> key = keys.get(word);
            if (key != null) {
                key.read(entries, builder, context, foreign);
            } else {
                context.problem(
                        entries.get(0).at(),
                        "Unknown key \"" + word + "\" in " + name + ".",
                        Suggestion.didYouMean(word, keys.keySet()));
            }
        });
        if (extras != null && !foreign.isEmpty()) {
            extras.accept(builder, Extras.named(foreign));
        }
    }

    /** Reports what the model refuses as a problem at this place. */
    private static void attempt(Position at, Context context, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException | ArithmeticException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            context.problem(at, lines[0], lines.length > 1 ? lines[1] : null);
        }
    }

    /** {@code max_parallel} to {@code maxParallel}. */
    static String camel(String word) {
        String pascal = pascal(word);
        return Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1);
    }

    /** {@code max_parallel} to {@code MaxParallel}. */
    static String pascal(String word) {
        StringBuilder result = new StringBuilder();
        for (String part : word.split("_", -1)) {
            result.append(part.isEmpty() ? "" : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return result.isEmpty() ? word : result.toString();
    }
}
