package dev.berth.jobspec.internal.tree;

import dev.berth.jobspec.internal.source.Position;

/** What stands in a section: a field or another section. */
public sealed interface Entry permits Field, Section {

    /** Returns the name of the field or the type of the section. */
    String name();

    /** Returns where the entry starts. */
    Position at();
}
