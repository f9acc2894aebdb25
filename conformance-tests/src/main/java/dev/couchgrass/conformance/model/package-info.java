/**
 * Random steps on a store and on its model, which must always agree, and attachments of any size.
 *
 * <p>A failure prints a script that can be pasted into the suite's class:
 *
 * <pre>{@code
 * @Test
 * void whatFailed() throws IOException {
 *   StoreTrial.on(this::storage, trial -> trial
 *       .graft("a", "xy", 2)
 *       .purge("a", 0)
 *       .compare());
 * }
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.conformance.model.StoreTrial}.
 */
@NullMarked
package dev.couchgrass.conformance.model;

import org.jspecify.annotations.NullMarked;
