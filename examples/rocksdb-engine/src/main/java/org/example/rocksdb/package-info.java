/**
 * Document databases over RocksDB: an {@link dev.couchgrass.store.engine.Engine} in a folder.
 *
 * <pre>{@code
 * Future<Storage> storage = KvStorage.open(vertx, RocksEngine.open(folder), KvOptions.DEFAULTS);
 * }</pre>
 */
package org.example.rocksdb;
