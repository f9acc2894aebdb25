package dev.couchgrass.cli.load;

import dev.couchgrass.cli.json.RawObject;
import java.util.List;
import java.util.Optional;

/** An object around documents: what {@code _all_docs} answers, and {@code _bulk_docs} takes. */
final class Envelope {
  private static final List<String> LISTS = List.of("rows", "docs");

  private Envelope() {}

  /** The member with the documents, if an object without {@code _id} has one. */
  static Optional<String> listIn(RawObject object) {
    return object.has("_id")
        ? Optional.empty()
        : LISTS.stream().filter(name -> isArray(object.value(name))).findFirst();
  }

  private static boolean isArray(Optional<byte[]> value) {
    return value.isPresent() && value.get()[0] == '[';
  }
}
