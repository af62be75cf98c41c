/** What stands in an HCL file: bodies, blocks, attributes and expressions. Start at {@link dev.berth.jobspec.internal.syntax.Body}. */
@NullMarked
package dev.berth.jobspec.internal.syntax;

import org.jspecify.annotations.NullMarked;
