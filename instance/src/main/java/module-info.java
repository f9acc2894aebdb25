/** Users, keys, and databases of signed entries. */
module dev.couchgrass.instance {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;
  requires org.bouncycastle.provider;

  exports dev.couchgrass.instance.auth;
}
