/** The control plane: takes jobs, evaluates them, verifies and commits plans, and watches the nodes. */
@NullMarked
package dev.berth.control;

import org.jspecify.annotations.NullMarked;
