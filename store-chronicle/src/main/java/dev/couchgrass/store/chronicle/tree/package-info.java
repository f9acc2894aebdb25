/**
 * A copy-on-write B+tree of bytes over pages that never change. Knows no Chronicle and no files.
 *
 * <p>{@link dev.couchgrass.store.chronicle.tree.Pages} puts checksums and a cache over a {@link
 * dev.couchgrass.store.chronicle.tree.PageStore}; {@link dev.couchgrass.store.chronicle.tree.Tree}
 * is the map as a value:
 *
 * <pre>{@code
 * Pages pages = new Pages(store, cacheBytes);
 * Tree tree = pages.tree(Root.EMPTY);
 * Edit edit = tree.edit(changes);
 * edit.tree().get(key);
 * // once edit.tree().root() is safe and nobody reads the tree before:
 * for (long id : edit.replaced()) {
 *   pages.remove(id);
 * }
 * }</pre>
 *
 * <p>Within: {@code Page} is the format of pages, {@code Editor} derives the next tree, {@code
 * Siblings} and {@code Cuts} decide what becomes a page.
 */
@NullMarked
package dev.couchgrass.store.chronicle.tree;

import org.jspecify.annotations.NullMarked;
