/**
 * What an instance notes of its peers, in its database {@code _sync}.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.book.PeerBook}.
 */
@NullMarked
package dev.couchgrass.instance.sync.book;

import org.jspecify.annotations.NullMarked;
