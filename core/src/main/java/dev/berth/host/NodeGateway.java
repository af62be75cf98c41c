package dev.berth.host;

import dev.berth.model.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * How node agents and the control plane talk: one interface with two ends. The control plane implements it, an agent
 * calls it, and a host's transport is a proxy in between. In one JVM the two are joined by passing the reference.
 *
 * <p><b>Every call</b> is asynchronous, may be repeated, may arrive late and out of order; it carries the node's id and
 * secret. A failed stage carries a {@link GatewayException} whose kind tells the agent what to do. Published checks for
 * a transport: {@code NodeGatewayContract}.
 *
 * <p><b>Thread-safety:</b> every method may be called from any thread and never blocks; stages complete on a thread of the
 * control plane, so callers hand over rather than work there.
 */
public interface NodeGateway {

    /**
     * Makes the node known, or refreshes its attributes, resources and drivers. The first registration sets the secret.
     *
     * @param node the node as it describes itself; its id must be the caller's, and what the control plane owns (status,
     *     eligibility, drain, indexes) is ignored
     */
    CompletionStage<RegisterReply> register(NodeCredential who, Node node);

    /** Says that the node is alive; due before the time to live of the last reply is over. */
    CompletionStage<HeartbeatReply> heartbeat(NodeCredential who, Heartbeat heartbeat);

    /**
     * Waits until something about the node's allocations is newer than an index, or the time is over.
     *
     * @param afterIndex the index of the last answer, 0 at first
     * @param maxWait how long to wait; zero answers at once; the control plane may answer earlier
     */
    CompletionStage<NodeAllocations> watchAllocations(NodeCredential who, long afterIndex, Duration maxWait);

    /**
     * Reports the state of allocations. Repeating an update is harmless; of two updates of one allocation the one with the
     * higher {@link AllocationUpdate#sequence()} wins, whatever order they arrive in.
     *
     * @param updates 1 or more updates, at most one per allocation
     */
    CompletionStage<UpdateReply> updateAllocations(NodeCredential who, List<AllocationUpdate> updates);
}
