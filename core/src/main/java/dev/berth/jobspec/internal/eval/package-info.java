/** Evaluates variables, locals, expressions and dynamic blocks. Start at {@link dev.berth.jobspec.internal.eval.Resolver}. */
@NullMarked
package dev.berth.jobspec.internal.eval;

import org.jspecify.annotations.NullMarked;
