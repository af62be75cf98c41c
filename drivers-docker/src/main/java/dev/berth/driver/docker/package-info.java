/** A task driver that runs containers on a Docker daemon. */
@NullMarked
package dev.berth.driver.docker;

import org.jspecify.annotations.NullMarked;
