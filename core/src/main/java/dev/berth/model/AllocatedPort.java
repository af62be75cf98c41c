package dev.berth.model;

/**
 * A port an allocation has on its node. Immutable.
 *
 * @param label the name the job gave it
 * @param value the port on the node, 1-65535
 * @param to the port inside the task; 0 = none, -1 = the same as outside
 * @param hostIp the address of the node it is open on
 */
public record AllocatedPort(String label, int value, int to, String hostIp) {

    public AllocatedPort {
        Copies.notNegative(value, "value");
    }
}
