/** A job file with everything evaluated, each part with its place. Start at {@link dev.berth.jobspec.internal.tree.Section}. */
@NullMarked
package dev.berth.jobspec.internal.tree;

import org.jspecify.annotations.NullMarked;
