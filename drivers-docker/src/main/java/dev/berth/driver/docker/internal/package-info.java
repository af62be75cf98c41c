/** How the docker driver talks to its daemon. Start at {@link dev.berth.driver.docker.internal.ContainerTasks}. */
@NullMarked
package dev.berth.driver.docker.internal;

import org.jspecify.annotations.NullMarked;
