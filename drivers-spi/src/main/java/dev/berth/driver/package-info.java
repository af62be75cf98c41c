/**
 * What a task driver is: how the node agent starts, watches, stops and finds again the tasks of a node. Start at {@link
 * dev.berth.driver.TaskDriver}.
 */
@NullMarked
package dev.berth.driver;

import org.jspecify.annotations.NullMarked;
