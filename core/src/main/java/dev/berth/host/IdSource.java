package dev.berth.host;

import dev.berth.model.AllocationId;
import dev.berth.model.DeploymentId;
import dev.berth.model.EvaluationId;
import dev.berth.model.NodeId;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Where new identities come from. The control plane draws them before it proposes a command, so that applying the
 * command stays deterministic; a seeded source makes a whole run reproducible.
 *
 * <p><b>Thread-safety:</b> {@link #secure()} may be used by many threads, {@link #seeded} is confined to one.
 */
@FunctionalInterface
public interface IdSource {

    /** Returns the next 64 bits. */
    long nextLong();

    /** Returns ids from the operating system's randomness. */
    static IdSource secure() {
        return new SecureRandom()::nextLong;
    }

    /** Returns the same ids for the same seed. Not for secrets. */
    static IdSource seeded(long seed) {
        return new SplittableRandom(seed)::nextLong;
    }

    /** Returns a new random (version 4) evaluation id. */
    default EvaluationId nextEvaluationId() {
        return new EvaluationId(versionFour(nextLong()), variantTwo(nextLong()));
    }

    /** Returns a new random (version 4) allocation id. */
    default AllocationId nextAllocationId() {
        return new AllocationId(versionFour(nextLong()), variantTwo(nextLong()));
    }

    /** Returns a new random (version 4) deployment id. */
    default DeploymentId nextDeploymentId() {
        return new DeploymentId(versionFour(nextLong()), variantTwo(nextLong()));
    }

    /** Returns a new random (version 4) node id. */
    default NodeId nextNodeId() {
        return new NodeId(versionFour(nextLong()), variantTwo(nextLong()));
    }

    /** Returns a new random (version 4) request id. */
    default RequestId nextRequestId() {
        return new RequestId(versionFour(nextLong()), variantTwo(nextLong()));
    }

    private static long versionFour(long high) {
        return high & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
    }

    private static long variantTwo(long low) {
        return low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    }
}
