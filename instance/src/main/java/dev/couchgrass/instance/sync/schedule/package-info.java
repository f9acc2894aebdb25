/**
 * When which database is made equal with which peer: at once after a write, now and then, and again
 * after a failure.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.schedule.Scheduler}.
 */
@NullMarked
package dev.couchgrass.instance.sync.schedule;

import org.jspecify.annotations.NullMarked;
