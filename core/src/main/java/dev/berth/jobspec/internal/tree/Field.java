package dev.berth.jobspec.internal.tree;

import dev.berth.jobspec.internal.source.Position;

/** A named value; {@code at} is the place of the name. Immutable. */
public record Field(String name, Position at, Datum datum) implements Entry {}
