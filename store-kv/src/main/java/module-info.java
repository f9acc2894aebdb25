/**
 * Document databases over any ordered byte map.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.KvStorage}.
 */
module dev.couchgrass.store.kv {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.couchgrass.store.kv;
  exports dev.couchgrass.store.kv.check;
  exports dev.couchgrass.store.kv.migration;
}
