package dev.berth.model;

/**
 * One port of a {@link NetworkResource}. Immutable.
 *
 * @param label the name the job gave it
 * @param value the port on the node, 0-65535; 0 while it is not assigned
 * @param to the port inside the task; 0 = none, -1 = the same as outside
 * @param hostNetwork the alias of the network it is taken from
 */
public record NetworkPort(String label, int value, int to, String hostNetwork) {

    public NetworkPort {
        Copies.notNegative(value, "value");
    }
}
