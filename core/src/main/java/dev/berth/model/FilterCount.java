package dev.berth.model;

/**
 * How many nodes were filtered out for one reason. Immutable.
 *
 * @param code why
 * @param detail the constraint's text, the driver's name, and so on; may be empty
 * @param nodes how many
 */
public record FilterCount(ReasonCode code, String detail, int nodes) {

    public FilterCount {
        Copies.present(code, "code");
        Copies.notNegative(nodes, "nodes");
    }

    /** Returns the reason in words: {@code constraint ${attr.kernel.name} = linux}. */
    public String phrase() {
        return detail.isEmpty() ? code.phrase() : code.phrase() + " " + detail;
    }
}
