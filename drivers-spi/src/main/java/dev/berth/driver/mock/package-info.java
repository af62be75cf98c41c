/** A task driver that runs nothing and does what its script says, for tests and simulations. */
@NullMarked
package dev.berth.driver.mock;

import org.jspecify.annotations.NullMarked;
