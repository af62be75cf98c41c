package dev.berth.host;

/**
 * What applying one log entry led to.
 *
 * @param position where the log holds the entry
 * @param stateIndex the state's own index after it, one per command; not the same as the position
 */
public record AppliedEntry(long position, long stateIndex) {}
