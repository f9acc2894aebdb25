/**
 * Time that tests decide. What needs the time of day takes a {@link java.time.InstantSource}.
 *
 * <pre>{@code
 * FixedClock clock = new FixedClock();
 * clock.advance(Duration.ofMinutes(5));
 * clock.now(); // 2024-01-01T00:05:00Z
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.instance.time.FixedClock}.
 */
@NullMarked
package dev.couchgrass.instance.time;

import org.jspecify.annotations.NullMarked;
