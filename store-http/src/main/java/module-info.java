/**
 * Documents of any CouchDB-compatible server, over HTTP.
 *
 * <p>Start with {@link dev.couchgrass.store.http.HttpStorage}.
 */
module dev.couchgrass.store.http {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;

  exports dev.couchgrass.store.http;
  exports dev.couchgrass.store.http.options;
}
