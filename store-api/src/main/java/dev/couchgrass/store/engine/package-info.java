/**
 * The service provider interface beneath {@code store-kv}: an ordered, transactional byte map.
 *
 * <p>Start with {@link dev.couchgrass.store.engine.Engine}. Whoever implements it gets documents,
 * attachments, local documents, changes and purge for nothing.
 */
@NullMarked
package dev.couchgrass.store.engine;

import org.jspecify.annotations.NullMarked;
