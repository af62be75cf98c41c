/**
 * The control plane: takes jobs, decides where they run, watches the nodes, and explains itself. Start at
 * {@link ControlPlane}.
 */
@NullMarked
package dev.berth.control;

import org.jspecify.annotations.NullMarked;
