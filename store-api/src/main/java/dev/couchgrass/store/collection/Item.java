package dev.couchgrass.store.collection;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** What a collection keeps under an id. */
public record Item(String id, Buffer bytes) {
  public Item {
    Objects.requireNonNull(id);
    Objects.requireNonNull(bytes);
  }
}
