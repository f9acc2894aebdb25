/**
 * Collections: plain bytes by id, for programs that want no more than that.
 *
 * <pre>{@code
 * Collections collections = Collections.over(storage);
 * Future<Optional<Buffer>> read =
 *     collections
 *         .collection("cells")
 *         .compose(cells -> cells.upsert("u4pruyd", bytes).compose(done -> cells.get("u4pruyd")));
 * }</pre>
 *
 * <p>A collection is a database of documents like any other, so it works over every {@link
 * dev.couchgrass.store.Storage}, and its items are fetched, watched and replicated as documents
 * are. How names, ids and bytes are written there is said at {@link
 * dev.couchgrass.store.collection.Collections} and {@link
 * dev.couchgrass.store.collection.Collection}, and is kept. Start with {@link
 * dev.couchgrass.store.collection.Collections}.
 */
@NullMarked
package dev.couchgrass.store.collection;

import org.jspecify.annotations.NullMarked;
