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
 * <p>The map itself is {@link dev.couchgrass.store.engine.map.PersistentByteMap}.
 */
@NullMarked
package dev.couchgrass.store.memory;

import org.jspecify.annotations.NullMarked;
