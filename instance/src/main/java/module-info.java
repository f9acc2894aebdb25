/**
 * Users, keys, and databases of signed entries.
 *
 * <p>What is kept under a password is in {@link dev.couchgrass.instance.secret}, how others are
 * told of a database in {@link dev.couchgrass.instance.ticket}, and a clock for tests in {@link
 * dev.couchgrass.instance.time}.
 */
module dev.couchgrass.instance {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;
  requires org.bouncycastle.provider;

  exports dev.couchgrass.instance.auth;
  exports dev.couchgrass.instance.secret;
  exports dev.couchgrass.instance.ticket;
  exports dev.couchgrass.instance.time;
}
