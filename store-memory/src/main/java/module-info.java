/** Databases on the heap. */
module dev.couchgrass.store.memory {
  requires transitive dev.couchgrass.store;
  requires transitive dev.couchgrass.store.kv;
  requires static transitive org.jspecify;

  exports dev.couchgrass.store.memory;
}
