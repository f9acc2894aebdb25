/** A database over an engine, put together from its reads, its writer and its upkeep. */
@NullMarked
package dev.couchgrass.store.kv.database;

import org.jspecify.annotations.NullMarked;
