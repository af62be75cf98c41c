package dev.berth.state;

import dev.berth.host.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * What the state remembers of a recent request.
 *
 * @param id which request
 * @param index the index at which it was decided
 * @param rejection why it was refused; null when it took effect. Refusals are remembered from
 *     {@link BehaviourLevel#REMEMBERED_REFUSALS} on
 */
public record RequestOutcome(
        RequestId id, long index, @Nullable Rejection rejection) {}
