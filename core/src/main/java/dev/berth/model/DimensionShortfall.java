package dev.berth.model;

/**
 * How many nodes had too little of one dimension. Immutable.
 *
 * @param dimension as in {@link Resources#MEMORY}; also {@code cores}, {@code ports} and other words
 * @param nodes how many
 * @param asked in the dimension's unit
 * @param available on the closest node, in the dimension's unit
 */
public record DimensionShortfall(String dimension, int nodes, long asked, long available) {

    public DimensionShortfall {
        Copies.notNegative(nodes, "nodes");
        Copies.notNegative(asked, "asked");
        Copies.notNegative(available, "available");
    }
}
