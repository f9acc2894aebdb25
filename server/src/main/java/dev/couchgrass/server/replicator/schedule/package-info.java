/**
 * Which jobs run: so many at a time, in fair turns, and later after each failure. A state machine
 * that is told what happens and when, and knows neither clocks nor replications.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.schedule.Schedule}.
 */
@NullMarked
package dev.couchgrass.server.replicator.schedule;

import org.jspecify.annotations.NullMarked;
