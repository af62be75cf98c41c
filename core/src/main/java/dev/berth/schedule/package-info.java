/** What a scheduler is: a snapshot and an evaluation go in, a plan and its explanation come out. */
@NullMarked
package dev.berth.schedule;

import org.jspecify.annotations.NullMarked;
