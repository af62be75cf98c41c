package dev.berth.model.internal;

import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash that is the same on every machine, JVM and version of Berth: FNV-1a over the UTF-8 bytes of each text followed by a zero
 * byte, finished with MurmurHash3's 64-bit mixer so that close inputs do not give close values. Not for secrets. Confined to one thread.
 */
public final class StableHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long state = OFFSET;

    private StableHash() {}

    /** Returns a hash that has seen nothing. */
    public static StableHash empty() {
        return new StableHash();
    }

    /** Adds a text; its end is marked, so that {@code ab, c} and {@code a, bc} differ. */
    public StableHash add(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            addByte(b);
        }
        addByte((byte) 0);
        return this;
    }

    private void addByte(byte b) {
        state = (state ^ (b & 0xff)) * PRIME;
    }

    /** Returns the hash of what was added so far. */
    public long value() {
        long h = state;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
