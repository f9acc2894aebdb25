/**
 * Users, keys, and databases of signed entries.
 *
 * <p>Start with {@link dev.couchgrass.instance.Instance}.
 */
module dev.couchgrass.instance {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;
  requires org.bouncycastle.provider;
  requires org.slf4j;

  exports dev.couchgrass.instance;
  exports dev.couchgrass.instance.auth;
  exports dev.couchgrass.instance.database;
  exports dev.couchgrass.instance.error;
  exports dev.couchgrass.instance.history;
  exports dev.couchgrass.instance.peer;
  exports dev.couchgrass.instance.secret;
  exports dev.couchgrass.instance.store;
  exports dev.couchgrass.instance.sync;
  exports dev.couchgrass.instance.sync.http;
  exports dev.couchgrass.instance.ticket;
  exports dev.couchgrass.instance.time;
  exports dev.couchgrass.instance.user;
}
