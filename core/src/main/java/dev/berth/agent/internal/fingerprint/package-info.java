/** Looks at the machine. Start at {@link dev.berth.agent.internal.fingerprint.CpuFingerprinter}. */
@NullMarked
package dev.berth.agent.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
