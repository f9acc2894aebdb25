/** Document databases over any ordered byte map. */
module dev.couchgrass.store.kv {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;
}
