/**
 * How databases are laid out in an engine: keys and records.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.layout.Keys}.
 */
@NullMarked
package dev.couchgrass.store.kv.layout;

import org.jspecify.annotations.NullMarked;
