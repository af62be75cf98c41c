/**
 * Task drivers that run processes of the machine, supervised so that they outlive the agent. Start at {@link
 * dev.berth.driver.exec.RawExecDriver}.
 */
@NullMarked
package dev.berth.driver.exec;

import org.jspecify.annotations.NullMarked;
