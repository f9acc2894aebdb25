/**
 * Whether stores of signed entries do what they must; and random steps on one and on its model,
 * which must always agree.
 *
 * <p>A failure prints a script that can be pasted into the suite's class:
 *
 * <pre>{@code
 * @Test
 * void whatFailed() throws IOException {
 *   EntryTrial.on(this::storage, trial -> trial
 *       .put(1)
 *       .verify(1)
 *       .compare());
 * }
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.conformance.entry.EntryTrial}.
 */
@NullMarked
package dev.couchgrass.conformance.entry;

import org.jspecify.annotations.NullMarked;
