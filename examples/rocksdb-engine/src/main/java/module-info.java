/** Document databases over RocksDB. */
module org.example.rocksdb {
  requires transitive dev.couchgrass.store;
  requires rocksdbjni;

  exports org.example.rocksdb;
}
