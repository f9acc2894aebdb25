/**
 * A suite that proves that replication between any stores converges.
 *
 * <p>Start with {@link dev.couchgrass.conformance.replication.ReplicationConformance}.
 */
module dev.couchgrass.conformance.replication {
  requires transitive dev.couchgrass.conformance;
  requires transitive dev.couchgrass.sync;
  requires static transitive org.jspecify;

  exports dev.couchgrass.conformance.replication;

  // What runs tests reaches them by reflection, be it a module or on the class path.
  opens dev.couchgrass.conformance.replication;
}
