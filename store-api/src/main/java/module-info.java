/**
 * What a store does: the interfaces that applications call and that adapters implement.
 *
 * <p>Applications start with {@code dev.couchgrass.store}; whoever has an ordered byte map and
 * wants documents for nothing starts with {@link dev.couchgrass.store.engine.Engine}.
 */
module dev.couchgrass.store {
  requires transitive dev.couchgrass.core;
  requires transitive io.vertx.core;
  requires static transitive org.jspecify;

  exports dev.couchgrass.store.engine;
}
