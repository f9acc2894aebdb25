/** Databases on disk: an append-only log, indexed by Chronicle Map. */
module dev.couchgrass.store.chronicle {
  requires transitive dev.couchgrass.store;
  requires transitive dev.couchgrass.store.kv;
  requires com.github.luben.zstd_jni;
  requires static transitive org.jspecify;

  exports dev.couchgrass.store.chronicle;
  exports dev.couchgrass.store.chronicle.progress;

  // Chronicle Map's module names nothing that it needs: a logger, and a compiler for a class that
  // it makes when it is first used.
  requires chronicle.map;
  requires jdk.compiler;
  requires org.slf4j;
}
