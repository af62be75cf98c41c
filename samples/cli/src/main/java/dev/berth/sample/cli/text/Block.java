package dev.berth.sample.cli.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts as {@code Key = Value}, with the equals signs in one column. Confined to one thread. */
public final class Block {
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a fact. */
    public Block add(String key, Object value) {
        facts.put(key, String.valueOf(value).replaceAll("\\R", " "));
        return this;
    }

    /** Adds a fact unless it is empty. */
    public Block addUnlessEmpty(String key, String value) {
        return value.isEmpty() ? this : add(key, value);
    }

    /** Returns the lines, in the order in which the facts were added. */
    public List<String> lines() {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        return facts.entrySet().stream()
                .map(fact -> "%s%s = %s"
                        .formatted(
                                fact.getKey(), " ".repeat(width - fact.getKey().length()), fact.getValue())
                        .stripTrailing())
                .toList();
    }
}
