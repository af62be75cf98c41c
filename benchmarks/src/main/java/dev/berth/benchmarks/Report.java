package dev.berth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of one run. Confined to one thread. */
final class Report {
    /**
     * One figure.
     *
     * @param key its lasting name
     * @param value what was measured
     * @param unit in what
     * @param baseline what is compared with, in words; empty when nothing is
     * @param baselineValue what the baseline took, in the same unit
     */
    record Figure(String key, double value, String unit, String baseline, double baselineValue) {
        double ratio() {
            return value / baselineValue;
        }
    }

    private final List<Figure> figures = new ArrayList<>();

    void add(String key, double value, String unit, String baseline, double baselineValue) {
        figures.add(new Figure(key, value, unit, baseline, baselineValue));
    }

    void add(String key, double value, String unit) {
        add(key, value, unit, "", Double.NaN);
    }

    String table() {
        StringBuilder table =
                new StringBuilder("| figure | value | baseline | its value | ratio |\n|---|---:|---|---:|---:|\n");
        for (Figure figure : figures) {
            boolean compared = !figure.baseline.isEmpty();
            table.append("| %s | %s %s | %s | %s | %s |\n"
                    .formatted(
                            figure.key,
                            number(figure.value),
                            figure.unit,
                            figure.baseline,
                            compared ? number(figure.baselineValue) + " " + figure.unit : "",
                            compared ? "%.2f".formatted(figure.ratio()) : ""));
        }
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%,.2f", value);
    }

    String json() {
        return figures.stream()
                .flatMap(figure -> figure.baseline.isEmpty()
                        ? List.of(member(figure.key, figure.value)).stream()
                        : List.of(
                                member(figure.key, figure.value),
                                member(figure.key + ".baseline", figure.baselineValue),
                                member(figure.key + ".ratio", figure.ratio()))
                                .stream())
                .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
    }

    private static String member(String key, double value) {
        return String.format(Locale.ROOT, "\"%s\": %.4f", key, value);
    }
}
