/**
 * What a store does: the interfaces that applications call and that adapters implement.
 *
 * <p>Applications start with {@link dev.couchgrass.store.Storage}; whoever has an ordered byte map
 * and wants documents for nothing starts with {@link dev.couchgrass.store.engine.Engine}.
 */
module dev.couchgrass.store {
  requires transitive dev.couchgrass.core;
  requires transitive io.vertx.core;
  requires static transitive org.jspecify;

  exports dev.couchgrass.store;
  exports dev.couchgrass.store.attachment;
  exports dev.couchgrass.store.changes;
  exports dev.couchgrass.store.collection;
  exports dev.couchgrass.store.document;
  exports dev.couchgrass.store.engine;
  exports dev.couchgrass.store.engine.map;
  exports dev.couchgrass.store.engine.tree;
  exports dev.couchgrass.store.entry;
  exports dev.couchgrass.store.error;
  exports dev.couchgrass.store.flow;
  exports dev.couchgrass.store.operation;
  exports dev.couchgrass.store.result;

  uses dev.couchgrass.store.changes.SelectorParser;
}
