package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What the requests of one bulk read share. Bodies are held once each, and only so many bytes of
 * them, but at least one body however large. Revisions of one document that are asked for one after
 * the other share its tree.
 */
final class SharedReads {
  private record Known(DocumentId id, DocumentRecord record) {}

  private final Map<Long, BodyRecord> bodies = new HashMap<>();
  private Optional<Known> last = Optional.empty();
  private long left;

  SharedReads(long maxBytes) {
    this.left = maxBytes;
  }

  /** The record, loaded if it is not that of the document asked for last. */
  DocumentRecord record(DocumentId id, Function<DocumentId, DocumentRecord> load) {
    Optional<Known> known = last.filter(document -> document.id().equals(id));
    if (known.isPresent()) {
      return known.get().record();
    }
    DocumentRecord loaded = load.apply(id);
    last = Optional.of(new Known(id, loaded));
    return loaded;
  }

  /**
   * The body, loaded if it was not.
   *
   * @throws StoreException {@code TOO_LARGE} if it is one too many
   */
  BodyRecord body(long number, LongFunction<BodyRecord> load) {
    BodyRecord known = bodies.get(number);
    if (known != null) {
      return known;
    }
    BodyRecord loaded = load.apply(number);
    left -= loaded.body().length();
    if (left < 0 && !bodies.isEmpty()) {
      throw new StoreException(
          ErrorCode.TOO_LARGE, "The documents are too large to be read at once, ask for fewer");
    }
    bodies.put(number, loaded);
    return loaded;
  }
}
