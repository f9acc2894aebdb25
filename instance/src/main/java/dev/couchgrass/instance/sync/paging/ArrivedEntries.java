package dev.couchgrass.instance.sync.paging;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.InvalidEntryException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A page as it came from a peer, each entry looked at for itself: one that is none does not spoil
 * the rest.
 *
 * @param entries that are some, not verified
 * @param malformed what is none, by the hash of its bytes, with the reason in words
 */
public record ArrivedEntries(List<Entry> entries, Map<Cid, String> malformed) {
  public ArrivedEntries {
    entries = List.copyOf(entries);
    malformed = Map.copyOf(malformed);
  }

  /** Reads a page, on a worker: what is hashed and taken apart may be long. */
  public static Future<ArrivedEntries> read(Vertx vertx, List<byte[]> page) {
    return vertx.executeBlocking(() -> read(page), false);
  }

  private static ArrivedEntries read(List<byte[]> page) {
    List<Entry> entries = new ArrayList<>();
    Map<Cid, String> malformed = new HashMap<>();
    for (byte[] bytes : page) {
      try {
        entries.add(Entry.decode(bytes));
      } catch (InvalidEntryException e) {
        malformed.put(Cid.of(Codec.DAG_CBOR, bytes), e.refusal().reason());
      } catch (InvalidInputException e) {
        malformed.put(Cid.of(Codec.DAG_CBOR, bytes), e.reason());
      }
    }
    return new ArrivedEntries(entries, malformed);
  }
}
