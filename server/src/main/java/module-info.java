/**
 * The CouchDB HTTP API over any store.
 *
 * <p>Start with {@link dev.couchgrass.server.CouchServer}.
 */
module dev.couchgrass.server {
  requires transitive dev.couchgrass.store;
  requires transitive dev.couchgrass.sync;
  requires com.fasterxml.jackson.databind;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.couchgrass.server;
  exports dev.couchgrass.server.mount;
  exports dev.couchgrass.server.options;
  exports dev.couchgrass.server.replication;
}
