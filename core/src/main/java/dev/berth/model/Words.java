package dev.berth.model;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the words of enums. Stateless. */
final class Words {

    private Words() {}

    /** Returns the constant with this word, else refuses it with the words there are. */
    static <E extends Enum<E>> E parse(String what, String text, E[] constants, Function<E, String> word) {
        for (E constant : constants) {
            if (word.apply(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("The %s (%s) is unknown.\nUse one of: %s."
                .formatted(
                        what,
                        text,
                        Arrays.stream(constants)
                                .map(word)
                                .filter(w -> !w.isEmpty() && !w.startsWith("_"))
                                .collect(Collectors.joining(", "))));
    }
}
