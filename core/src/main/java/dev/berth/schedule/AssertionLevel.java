package dev.berth.schedule;

/** How much a scheduler checks itself while it runs. Ordered from cheap to thorough. */
public enum AssertionLevel {
    /** Checks what costs nothing beside the work itself. The default. */
    OFF,

    /** Also checks each finished plan: no node over its capacity, no port handed out twice, no more placements than asked for. */
    PLAN,

    /**
     * Also decides every placement a second time with the slow reference implementation and compares the two, and tells
     * scorers and filters that break their declared {@link Dependence}. Meant for tests: the cost of a placement becomes
     * linear in the number of nodes.
     */
    FULL
}
