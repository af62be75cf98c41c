/** What job files are made of inside. Start at {@link dev.berth.jobspec.internal.FileReader}. */
@NullMarked
package dev.berth.jobspec.internal;

import org.jspecify.annotations.NullMarked;
