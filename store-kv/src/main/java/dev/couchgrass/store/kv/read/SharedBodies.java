package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.BodyRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The bodies of one bulk read: each held once, and only so many bytes of them, but at least one
 * body however large.
 */
final class SharedBodies {
  private final Map<Long, BodyRecord> bodies = new HashMap<>();
  private long left;

  SharedBodies(long maxBytes) {
    this.left = maxBytes;
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
