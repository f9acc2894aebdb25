/** Databases on the heap. */
module dev.couchgrass.store.memory {
  requires transitive dev.couchgrass.store;
  requires dev.couchgrass.store.kv;
  requires static transitive org.jspecify;
}
