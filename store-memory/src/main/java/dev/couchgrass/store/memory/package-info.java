/**
 * Databases on the heap: nothing is written to disk, and nothing outlives the process.
 *
 * <p>{@link dev.couchgrass.store.memory.MemoryEngine} is an ordered byte map with snapshots in
 * constant time:
 *
 * <pre>{@code
 * Engine engine = new MemoryEngine();
 * engine.commit(Batch.builder().put(key, value).build());
 * try (Snapshot snapshot = engine.snapshot()) {
 *   snapshot.get(key);
 * }
 * }</pre>
 *
 * <p>Within: {@code PersistentByteMap} is the map as a value, an immutable B+tree of {@code Leaf}
 * and {@code Inner} nodes; {@code Editor} derives the next map from one and a batch.
 */
@NullMarked
package dev.couchgrass.store.memory;

import org.jspecify.annotations.NullMarked;
