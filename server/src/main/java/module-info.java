/** The CouchDB HTTP API over any store. */
module dev.couchgrass.server {
  requires transitive dev.couchgrass.store;
  requires io.vertx.web;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static transitive org.jspecify;
}
