package dev.couchgrass.core.entry;

import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the readers of an entry's parts share. */
final class Members {
  private Members() {}

  static InvalidEntryException unknown(CborReader in) {
    return new InvalidEntryException(EntryProblem.UNKNOWN_MEMBER, in.name());
  }

  static <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(() -> new InvalidEntryException(EntryProblem.MISSING_MEMBER, name));
  }

  static InvalidEntryException defaultWritten(String name) {
    return new InvalidEntryException(EntryProblem.DEFAULT_WRITTEN, name);
  }

  static List<Cid> readIds(CborReader in) {
    List<Cid> ids = new ArrayList<>();
    in.enterList();
    while (in.nextElement()) {
      ids.add(in.readLink());
    }
    return ids;
  }
}
