/** The couchgrass command. */
module dev.couchgrass.cli {
  requires dev.couchgrass.server;
  requires dev.couchgrass.store.memory;
  requires info.picocli;
  requires static transitive org.jspecify;
}
