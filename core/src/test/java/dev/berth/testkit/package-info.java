/** Fixtures, harness and contract suites for those who embed or extend Berth. */
@NullMarked
package dev.berth.testkit;

import org.jspecify.annotations.NullMarked;
