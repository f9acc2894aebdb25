package dev.couchgrass.core.document;

import java.util.List;
import java.util.Optional;

/**
 * A request to write several documents.
 *
 * @param newEdits {@code new_edits}; absent means true
 * @param documents {@code docs}, in their order; local documents may be among them
 */
public record BulkDocuments(Optional<Boolean> newEdits, List<ArrivedDocument> documents) {
  public BulkDocuments {
    documents = List.copyOf(documents);
  }
}
