package dev.berth.model;

/**
 * The share of the instances that one value of a spread's attribute should get. Immutable.
 *
 * @param value the value of the attribute, such as {@code dc1}
 * @param percent the share, 0 to 100; all targets of a spread together at most 100
 */
public record SpreadTarget(String value, int percent) {
    public SpreadTarget {
        Copies.present(value, "value");
    }
}
