package dev.berth.agent;

import java.io.IOException;

/**
 * Finds out something about the machine: attributes that jobs can ask for, and resources that they can use.
 *
 * <p>Called on the agent's workers before the node registers, one after the other in the order given to the agent, and again
 * every {@link AgentLimits#fingerprintInterval()} when it is {@link #periodic()}. May block; should answer within a second.
 * Of two fingerprints that give the same attribute or dimension, the later wins. A failure is reported by name, and what
 * it gave before stays.
 */
public interface Fingerprinter {

    /** Returns the name in reports: constant. */
    String name();

    /** Looks. */
    Fingerprint fingerprint() throws IOException;

    /** Returns whether it is worth looking again: constant. */
    default boolean periodic() {
        return false;
    }
}
