/**
 * Starts processes that outlive the agent, and finds them again. Start at {@link
 * dev.berth.driver.exec.internal.SupervisedTasks}; what lies on disk is in {@link
 * dev.berth.driver.exec.internal.TaskDirFiles}.
 */
@NullMarked
package dev.berth.driver.exec.internal;

import org.jspecify.annotations.NullMarked;
