/**
 * Suites that prove a store: an engine, or a whole storage.
 *
 * <p>Start with {@link dev.couchgrass.conformance.EngineConformance} or {@link
 * dev.couchgrass.conformance.StorageConformance}.
 */
module dev.couchgrass.conformance {
  requires transitive dev.couchgrass.store;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires transitive dev.couchgrass.store.kv;
  requires org.junit.jupiter.params;
  requires java.management;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports dev.couchgrass.conformance;
  exports dev.couchgrass.conformance.collection;
  exports dev.couchgrass.conformance.document;
  exports dev.couchgrass.conformance.engine;
  exports dev.couchgrass.conformance.entry;
  exports dev.couchgrass.conformance.partial;
  exports dev.couchgrass.conformance.home;
  exports dev.couchgrass.conformance.instrument;
  exports dev.couchgrass.conformance.model;
  exports dev.couchgrass.conformance.network;
  exports dev.couchgrass.conformance.operation;
  exports dev.couchgrass.conformance.rule;
  exports dev.couchgrass.conformance.script;
  exports dev.couchgrass.conformance.transaction;

  // What runs tests reaches them by reflection, be it a module or on the class path.
  opens dev.couchgrass.conformance;
  opens dev.couchgrass.conformance.collection;
  opens dev.couchgrass.conformance.document;
  opens dev.couchgrass.conformance.engine;
  opens dev.couchgrass.conformance.entry;
  opens dev.couchgrass.conformance.partial;
  opens dev.couchgrass.conformance.model;
  opens dev.couchgrass.conformance.operation;
  opens dev.couchgrass.conformance.transaction;
}
