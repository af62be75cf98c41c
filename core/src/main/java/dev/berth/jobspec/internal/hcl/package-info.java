/** Reads HCL with ANTLR; nothing else touches ANTLR. Start at {@link dev.berth.jobspec.internal.hcl.HclReader}. */
@NullMarked
package dev.berth.jobspec.internal.hcl;

import org.jspecify.annotations.NullMarked;
