/** Benchmarks. */
module dev.couchgrass.bench {
  requires dev.couchgrass.store.memory;
  requires static transitive org.jspecify;
}
