package dev.couchgrass.conformance.replication;

import dev.couchgrass.store.DocumentStore;
import java.util.function.UnaryOperator;

/** What stands between a replicator and its lines: nothing, unless it is to be wrong on purpose. */
record Between(UnaryOperator<DocumentStore> source, UnaryOperator<DocumentStore> target) {
  static final Between NOTHING = new Between(UnaryOperator.identity(), UnaryOperator.identity());
}
