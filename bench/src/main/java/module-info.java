/** How fast it is. Not published. */
module dev.couchgrass.bench {
  requires dev.couchgrass.server;
  requires dev.couchgrass.store.memory;
  requires java.management;
  requires jmh.core;
  requires static transitive org.jspecify;
}
