package dev.berth.host;

import java.time.Duration;

/**
 * The answer to a heartbeat.
 *
 * @param timeToLive when the next heartbeat is due at the latest
 * @param index the control plane's state index, a hint that a watch would have news
 */
public record HeartbeatReply(Duration timeToLive, long index) {}
