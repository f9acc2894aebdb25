/** Databases on disk: an append-only log, indexed by Chronicle Map. */
module dev.couchgrass.store.chronicle {
  requires transitive dev.couchgrass.store;
  requires transitive dev.couchgrass.store.kv;
  requires com.github.luben.zstd_jni;
  requires static transitive org.jspecify;
}
