/**
 * What things are: documents, revisions and their trees, JSON bodies, documents that merge.
 *
 * <p>Pure values and functions: no I/O, no threads, no Vert.x. Start with {@link
 * dev.couchgrass.core.revision.RevisionTree}, {@link dev.couchgrass.core.document.DocumentId} and
 * {@link dev.couchgrass.core.crdt.Doc}.
 */
module dev.couchgrass.core {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;

  exports dev.couchgrass.core;
  exports dev.couchgrass.core.crdt;
  exports dev.couchgrass.core.document;
  exports dev.couchgrass.core.json;
  exports dev.couchgrass.core.revision;
}
