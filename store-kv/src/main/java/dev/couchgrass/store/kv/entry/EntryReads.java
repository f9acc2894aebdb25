package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Looks up entries and their links in one state of an entry store. */
final class EntryReads {
  /** How much of an entry one value holds: what every engine takes. */
  static final int PIECE_BYTES = 64 * 1024;

  private final Function<byte[], Optional<byte[]>> state;
  private final EntryKeys keys;
  private final EntryCache cache;

  /**
   * @param state finds values by their keys
   */
  EntryReads(Function<byte[], Optional<byte[]>> state, EntryKeys keys, EntryCache cache) {
    this.state = state;
    this.keys = keys;
    this.cache = cache;
  }

  EntryKeys keys() {
    return keys;
  }

  Optional<byte[]> value(byte[] key) {
    return state.apply(key);
  }

  Optional<DatabaseRecord> database(Cid root) {
    return isEntry(root)
        ? state.apply(keys.database(root)).map(DatabaseRecord::decode)
        : Optional.empty();
  }

  Optional<EntryRecord> record(Cid id) {
    return isEntry(id) ? state.apply(keys.entry(id)).map(EntryRecord::decode) : Optional.empty();
  }

  /** Whether an id can be that of an entry: keys hold but the hash. */
  private static boolean isEntry(Cid id) {
    return id.codec() == Codec.DAG_CBOR;
  }

  boolean accepts(Cid id) {
    return record(id).filter(found -> found.status().isAccepted()).isPresent();
  }

  boolean isVoid(Cid id) {
    return record(id).filter(found -> found.status() == EntryStatus.VOID).isPresent();
  }

  /** How an entry stands in a graph; empty if it does not, or is not there. */
  Optional<Link> link(Graph graph, Cid id) {
    if (graph.isWhole()) {
      return record(id)
          .filter(found -> found.database() == graph.database())
          .map(EntryRecord::link);
    }
    return isEntry(id) ? state.apply(keys.link(graph, id)).map(Link::decode) : Optional.empty();
  }

  Optional<StoredEntry> stored(Cid id) {
    return record(id).map(found -> new StoredEntry(entry(id, found), found.status()));
  }

  /**
   * An entry that is there.
   *
   * @throws IllegalStateException if its bytes are others than it had
   */
  Entry entry(Cid id, EntryRecord found) {
    Optional<Entry> cached = cache.find(id);
    if (cached.isPresent()) {
      return cached.get();
    }
    byte[] bytes = new byte[found.length()];
    for (int from = 0, piece = 0; from < bytes.length; from += PIECE_BYTES, piece++) {
      byte[] part = state.apply(keys.piece(id, piece)).orElseThrow(EntryReads::damaged);
      if (part.length != Math.min(PIECE_BYTES, bytes.length - from)) {
        throw damaged();
      }
      System.arraycopy(part, 0, bytes, from, part.length);
    }
    Entry entry = Entry.decode(bytes);
    if (!entry.id().equals(id)) {
      throw damaged();
    }
    cache.add(entry);
    return entry;
  }

  private static IllegalStateException damaged() {
    return new IllegalStateException("An entry in the engine is damaged");
  }

  /**
   * The graph of a database, or of one of its stores.
   *
   * @return empty if nothing of the database is there, or no store can have the name
   */
  Optional<Graph> graph(Cid root, Optional<String> store) {
    return store.isPresent() && !isName(store.get())
        ? Optional.empty()
        : database(root).map(found -> new Graph(found.number(), store.orElse("")));
  }

  private static boolean isName(String store) {
    int length = store.getBytes(StandardCharsets.UTF_8).length;
    return length > 0 && length <= EntryLimits.MAX_NAME_BYTES;
  }

  /**
   * Requires tips to be there, and in the graph.
   *
   * @throws StoreException {@code ENTRY_MISSING} or {@code BAD_REQUEST}
   */
  void require(Optional<Graph> graph, Tips tips) {
    for (Cid id : tips.ids()) {
      if (record(id).isEmpty()) {
        throw new StoreException(
            ErrorCode.ENTRY_MISSING, "There is no such entry: ", id.toString());
      }
      if (graph.isEmpty() || link(graph.get(), id).isEmpty()) {
        throw new StoreException(
            ErrorCode.BAD_REQUEST, "The entry is of another database, or store: ", id.toString());
      }
    }
  }
}
