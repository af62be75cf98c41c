package dev.berth.state.internal.codec;

import java.util.IdentityHashMap;

/** The hashes of shared values, computed once per instance. Confined to one thread. */
final class ContentHashes {
    private static final int MAX_KNOWN = 1 << 16;

    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

    /** Returns the hash of the content of a shared value. */
    <T> long of(Shared<T> kind, T value) {
        Long hash = known.get(value);
        if (hash == null) {
            WireWriter content = new WireWriter(this);
            kind.codec().write(content, value);
            hash = content.takeHash();
            if (known.size() == MAX_KNOWN) {
                known.clear();
            }
            known.put(value, hash);
        }
        return hash;
    }
}
