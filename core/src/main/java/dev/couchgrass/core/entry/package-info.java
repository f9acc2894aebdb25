/**
 * Signed entries: the units of a signed database, each of which names its parents by their hashes.
 *
 * <pre>{@code
 * Entry genesis =
 *     EntryBuilder.root(random.nextLong())
 *         .subtree(Subtree.of("_root"))
 *         .subtree(Subtree.of("_settings").withData(settings))
 *         .sign(key);
 * Entry next =
 *     EntryBuilder.child(genesis.id(), Set.of(genesis.id()), Set.of(genesis.id()))
 *         .height(1)
 *         .subtree(Subtree.of("notes").withData(data))
 *         .sign(key);
 * Entry.decode(next.bytes()).equals(next); // true
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.entry.Entry}; what came from others then goes through
 * {@link dev.couchgrass.core.entry.ReceiptCheck}. Whether a key may write what it signed is not
 * decided here: that takes the database's settings.
 */
@NullMarked
package dev.couchgrass.core.entry;

import org.jspecify.annotations.NullMarked;
