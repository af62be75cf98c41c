/** What Berth's figures are measured with. Start at {@link dev.berth.benchmarks.Main}. */
@NullMarked
package dev.berth.benchmarks;

import org.jspecify.annotations.NullMarked;
