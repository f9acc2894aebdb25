/**
 * What a reader sees: recent changes laid over the tree, as one sorted map.
 *
 * <p>{@code View} is that map at one moment, {@code Slot} what is kept for a key, and {@code
 * DurableSnapshot} a view that is held on to.
 */
@NullMarked
package dev.couchgrass.store.chronicle.view;

import org.jspecify.annotations.NullMarked;
