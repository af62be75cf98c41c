package dev.berth.host;

import java.time.Duration;

/**
 * The answer to a registration.
 *
 * @param timeToLive the node counts as lost when no heartbeat arrives for this long, plus a grace period
 * @param index the state index at which the registration took effect
 */
public record RegisterReply(Duration timeToLive, long index) {}
