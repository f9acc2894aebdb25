/**
 * Brings what an earlier release wrote to the layout that this one reads and writes.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.migration.Migrations}.
 */
@NullMarked
package dev.couchgrass.store.kv.migration;

import org.jspecify.annotations.NullMarked;
