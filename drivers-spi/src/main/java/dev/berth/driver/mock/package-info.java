/**
 * A task driver that runs nothing and does what its script says, for tests and simulations. Start at {@link
 * dev.berth.driver.mock.MockDriver}.
 */
@NullMarked
package dev.berth.driver.mock;

import org.jspecify.annotations.NullMarked;
