package dev.berth.sample.cli.client;

/**
 * A piece of a task's output.
 *
 * @param bytes what was read, may be empty
 * @param next where to go on reading
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record LogPiece(byte[] bytes, String next) {}
