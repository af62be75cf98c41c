package dev.berth.agent.internal;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps on disk of an allocation beside the allocation itself and its tasks. Immutable.
 *
 * @param hooksBegun names of the hooks whose prerun was begun and not undone yet, in order
 * @param healthy the verdict for the deployment; {@code null} before
 * @param healthAtNanos when it was given, nanoseconds since the epoch
 * @param healthOf the deployment it was given for, as text; empty for a migration
 * @param stopCause why this node ended the allocation by itself; empty when it did not
 */
record LocalRecord(
        List<String> hooksBegun, @Nullable Boolean healthy, long healthAtNanos, String healthOf, String stopCause) {

    static final LocalRecord NONE = new LocalRecord(List.of(), null, 0, "", "");

    LocalRecord {
        hooksBegun = ImmutableList.copyOf(hooksBegun);
    }

    LocalRecord withHook(String name) {
        if (hooksBegun.contains(name)) {
            return this;
        }
        var more = ImmutableList.<String>builder().addAll(hooksBegun).add(name).build();
        return new LocalRecord(more, healthy, healthAtNanos, healthOf, stopCause);
    }

    LocalRecord withoutHook(String name) {
        var less = hooksBegun.stream().filter(hook -> !hook.equals(name)).toList();
        return new LocalRecord(less, healthy, healthAtNanos, healthOf, stopCause);
    }

    LocalRecord withHealth(@Nullable Boolean verdict, long atNanos, String deployment) {
        return new LocalRecord(hooksBegun, verdict, atNanos, deployment, stopCause);
    }

    LocalRecord withStopCause(String cause) {
        return new LocalRecord(hooksBegun, healthy, healthAtNanos, healthOf, cause);
    }
}
