/**
 * The couchgrass command.
 *
 * <p>Start with {@code dev.couchgrass.cli.Main}; each subcommand is a class beside it.
 */
module dev.couchgrass.cli {
  requires com.fasterxml.jackson.core;
  requires dev.couchgrass.instance;
  requires dev.couchgrass.server;
  requires dev.couchgrass.store.http;
  requires dev.couchgrass.store.memory;
  requires dev.couchgrass.sync;
  requires info.picocli;
  requires java.logging;
  requires java.net.http;
  requires jdk.net;

  // Not in an image that jlink makes: libraries of this one's have no module descriptors.
  requires static dev.couchgrass.store.chronicle;
  requires static transitive org.jspecify;

  opens dev.couchgrass.cli to
      info.picocli;
}
