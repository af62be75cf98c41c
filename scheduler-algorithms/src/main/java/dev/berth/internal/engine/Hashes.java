package dev.berth.internal.engine;

import dev.berth.model.NodeId;

/** Hashes that are the same on every machine. */
final class Hashes {
    private Hashes() {}

    /** Mixes a seed with a node: the finalizer of SplitMix64, applied to each part. */
    static long mix(long seed, NodeId node) {
        return mix(mix(mix(seed) + node.high()) + node.low());
    }

    private static long mix(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
