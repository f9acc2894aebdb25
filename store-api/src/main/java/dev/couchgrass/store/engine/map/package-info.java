/**
 * A sorted map that never changes, for engines that keep entries on the heap: {@link
 * dev.couchgrass.store.engine.map.PersistentByteMap}.
 *
 * <p>Within: the map is an immutable B+tree of {@code Leaf} and {@code Inner} nodes, and {@code
 * Editor} derives the next tree from one and a batch.
 */
@NullMarked
package dev.couchgrass.store.engine.map;

import org.jspecify.annotations.NullMarked;
