/**
 * Sorts more entries than there is heap for: so many as fit are sorted there and written to a file
 * as a run; at last all runs are merged. Knows neither the log nor the tree.
 *
 * <pre>{@code
 * try (EntrySorter sorter = new EntrySorter(disk, heapBytes)) {
 *   sorter.add(key, value);
 *   Merge merged = sorter.merge();
 *   while (merged.next()) {
 *     merged.key();
 *   }
 * }
 * }</pre>
 */
@NullMarked
package dev.couchgrass.store.chronicle.sort;

import org.jspecify.annotations.NullMarked;
