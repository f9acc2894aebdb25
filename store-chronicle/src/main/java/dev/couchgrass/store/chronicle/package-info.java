/**
 * Databases on disk. Start with {@link dev.couchgrass.store.chronicle.ChronicleStorage}:
 *
 * <pre>{@code
 * ChronicleStorage.open(vertx, Path.of("data"))
 *     .compose(storage -> storage.openOrCreate(new DatabaseName("notes")))
 *     .compose(notes -> notes.write(edit));
 * }</pre>
 *
 * <p>{@link dev.couchgrass.store.chronicle.ChronicleEngine} is an append-only log ({@code log},
 * over {@code disk}) with an index: recent changes on the heap ({@code view}, {@code write}),
 * folded ({@code fold}) into a B+tree ({@code tree}) whose pages are in a Chronicle Map ({@code
 * pages}). {@code open} brings both together again, and {@code compaction} gives space back.
 */
@NullMarked
package dev.couchgrass.store.chronicle;

import org.jspecify.annotations.NullMarked;
