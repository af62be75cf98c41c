/** The suite of tests that every task driver passes, published for those who write their own. */
@NullMarked
package dev.berth.driver.contract;

import org.jspecify.annotations.NullMarked;
