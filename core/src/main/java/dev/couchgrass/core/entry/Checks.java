package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** What ids and names have to be, wherever an entry has some. */
final class Checks {
  private Checks() {}

  /** The ids as an entry has them: in order, and each once. */
  static List<Cid> sorted(Collection<Cid> ids) {
    return ids.stream().sorted().distinct().toList();
  }

  static void requireEntryId(Cid id, String member) {
    if (id.codec() != Codec.DAG_CBOR) {
      throw new InvalidEntryException(EntryProblem.NOT_AN_ENTRY_ID, member);
    }
  }

  /**
   * Requires ids of entries, in order, each once, and not too many.
   *
   * @param member what they are in the entry
   */
  static void requireIds(List<Cid> ids, int most, String member) {
    if (ids.size() > most) {
      throw new InvalidEntryException(EntryProblem.TOO_MANY, member);
    }
    for (int i = 0; i < ids.size(); i++) {
      requireEntryId(ids.get(i), member);
      if (i > 0 && ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
        throw new InvalidEntryException(EntryProblem.IDS_NOT_SORTED, member);
      }
    }
  }

  static void requireName(String name, EntryProblem otherwise) {
    boolean wellFormed = StandardCharsets.UTF_8.newEncoder().canEncode(name);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (!wellFormed || bytes == 0 || bytes > EntryLimits.MAX_NAME_BYTES) {
      throw new InvalidEntryException(otherwise);
    }
  }

  static void requireHeight(long height) {
    if (height < 0 || height > EntryLimits.MAX_HEIGHT) {
      throw new InvalidEntryException(EntryProblem.HEIGHT_RANGE);
    }
  }
}
