package dev.berth.model;

/**
 * Why a node was not taken, as a stable code for programs; {@link #phrase()} is for people. May grow: keep a
 * default branch.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum ReasonCode {
    /** The node is in none of the job's datacenters. */
    DATACENTER("datacenter"),
    /** The node is not in the job's pool. */
    NODE_POOL("node-pool"),
    /** The node is not ready. */
    NOT_READY("not-ready"),
    /** The node takes no new work. */
    INELIGIBLE("ineligible"),
    /** The node is being drained. */
    DRAINING("draining"),
    /** The node is gone. */
    NODE_UNKNOWN("node-unknown"),
    /** A node of the same class was found unfit before. */
    CLASS_INELIGIBLE("class-ineligible"),
    /** The node lacks a driver. */
    DRIVER_MISSING("driver-missing"),
    /** A driver of the node does not work. */
    DRIVER_UNHEALTHY("driver-unhealthy"),
    /** A constraint does not hold. */
    CONSTRAINT("constraint"),
    /** The job already has an allocation there. */
    DISTINCT_HOSTS("distinct-hosts"),
    /** Too many allocations share the property. */
    DISTINCT_PROPERTY("distinct-property"),
    /** The node lacks a network or an address. */
    NETWORK("network"),
    /** The node lacks free devices. */
    DEVICE("device"),
    /** A device is taken twice. */
    DEVICE_OVERSUBSCRIBED("device-oversubscribed"),
    /** The node lacks a volume. */
    VOLUME("volume"),
    /** The node is too full. */
    RESOURCES_EXHAUSTED("resources-exhausted"),
    /** The node has too few free cores. */
    CORES_EXHAUSTED("cores-exhausted"),
    /** The cores of the node lie wrong. */
    NUMA("numa"),
    /** A static port is taken. */
    PORT_COLLISION("port-collision"),
    /** The node has no dynamic port left. */
    PORTS_EXHAUSTED("ports-exhausted"),
    /** The node holds as many allocations as it may. */
    MAX_ALLOCATIONS("max-allocations"),
    /** A quota is used up. */
    QUOTA("quota"),
    /** A filter of the host said no. */
    FILTER("filter");

    private final String word;

    ReasonCode(String word) {
        this.word = word;
    }

    /** Returns the stable code, for programs and metrics. */
    public String code() {
        return word;
    }

    /**
     * Returns the constant with this word.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    public static ReasonCode parse(String word) {
        return Words.parse("reason code", word, values(), ReasonCode::code);
    }

    /** Returns the code as words for a sentence: {@code driver missing}. */
    public String phrase() {
        return word.replace('-', ' ');
    }
}
