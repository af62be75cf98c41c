/** Task drivers that run processes of the machine, supervised so that they outlive the agent. */
@NullMarked
package dev.berth.driver.exec;

import org.jspecify.annotations.NullMarked;
