package dev.berth.host;

/**
 * The answer to a status report.
 *
 * @param index the state index at which the updates took effect
 */
public record UpdateReply(long index) {}
