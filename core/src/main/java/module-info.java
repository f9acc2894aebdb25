/**
 * What things are: documents, revisions and their trees, JSON bodies, signed entries and
 * operations, documents that merge, keys, hashes.
 *
 * <p>Pure values and functions: no I/O, no threads, no Vert.x. Start with {@link
 * dev.couchgrass.core.revision.RevisionTree}, {@link dev.couchgrass.core.document.DocumentId},
 * {@link dev.couchgrass.core.entry.Entry}, {@link dev.couchgrass.core.operation.Operation} and
 * {@link dev.couchgrass.core.crdt.Doc}.
 */
module dev.couchgrass.core {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.bouncycastle.provider;

  exports dev.couchgrass.core;
  exports dev.couchgrass.core.cbor;
  exports dev.couchgrass.core.crdt;
  exports dev.couchgrass.core.document;
  exports dev.couchgrass.core.entry;
  exports dev.couchgrass.core.hash;
  exports dev.couchgrass.core.json;
  exports dev.couchgrass.core.key;
  exports dev.couchgrass.core.operation;
  exports dev.couchgrass.core.revision;
}
