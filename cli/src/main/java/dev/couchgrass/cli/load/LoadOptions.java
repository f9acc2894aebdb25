package dev.couchgrass.cli.load;

import java.util.Optional;

/**
 * How documents are loaded.
 *
 * @param batch how many documents travel together, at most
 * @param batchBytes how many bytes of them, unless one alone has more
 * @param parallel how many batches are on their way at once
 * @param idField the member that ids are taken from, for documents without {@code _id}
 * @param keepRevisions whether documents keep their {@code _rev}, as replicated ones do
 */
public record LoadOptions(
    int batch, int batchBytes, int parallel, Optional<String> idField, boolean keepRevisions) {
  public static final LoadOptions DEFAULTS =
      new LoadOptions(500, 4 << 20, 4, Optional.empty(), false);

  /** The most batches that may be under way at once. */
  public static final int MAX_PARALLEL = 64;

  public LoadOptions {
    if (batch < 1 || batchBytes < 1) {
      throw new IllegalArgumentException("A batch holds at least one document");
    }
    if (parallel < 1 || parallel > MAX_PARALLEL) {
      throw new IllegalArgumentException("1 to 64 batches may be under way at once");
    }
  }

  public LoadOptions withBatch(int batch) {
    return new LoadOptions(batch, batchBytes, parallel, idField, keepRevisions);
  }

  public LoadOptions withBatchBytes(int batchBytes) {
    return new LoadOptions(batch, batchBytes, parallel, idField, keepRevisions);
  }

  public LoadOptions withParallel(int parallel) {
    return new LoadOptions(batch, batchBytes, parallel, idField, keepRevisions);
  }

  public LoadOptions withIdField(String idField) {
    return new LoadOptions(batch, batchBytes, parallel, Optional.of(idField), keepRevisions);
  }

  public LoadOptions withKeepRevisions(boolean keepRevisions) {
    return new LoadOptions(batch, batchBytes, parallel, idField, keepRevisions);
  }
}
