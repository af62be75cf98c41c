/** A task driver that runs containers on a Docker daemon. Start at {@link dev.berth.driver.docker.DockerDriver}. */
@NullMarked
package dev.berth.driver.docker;

import org.jspecify.annotations.NullMarked;
