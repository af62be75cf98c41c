/**
 * The suite of tests that every task driver passes, published for those who write their own. Start at {@link
 * dev.berth.driver.contract.TaskDriverContract}, or at {@link dev.berth.driver.contract.ShellTaskDriverContract} when the
 * driver's tasks can run {@code sh}.
 */
@NullMarked
package dev.berth.driver.contract;

import org.jspecify.annotations.NullMarked;
