/**
 * What the stores of a signed database are used as.
 *
 * <pre>{@code
 * database.write(transaction -> transaction.store(DocStore.TYPE, "notes").map(notes -> {
 *   notes.set("first", "Hello");
 *   return notes;
 * }));
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.instance.store.DocStore} and {@link
 * dev.couchgrass.instance.store.Table}.
 */
@NullMarked
package dev.couchgrass.instance.store;

import org.jspecify.annotations.NullMarked;
