package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.entry.InvalidEntryException;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks up entries and their links in one state of an entry store. */
public final class EntryReads {
  /** How much of an entry one value holds: what every engine takes. */
  public static final int PIECE_BYTES = 64 * 1024;

  private final Function<byte[], Optional<byte[]>> state;
  private final EntryKeys keys;
  private final EntryCache cache;

  /**
   * @param state finds values by their keys
   */
  public EntryReads(Function<byte[], Optional<byte[]>> state, EntryKeys keys, EntryCache cache) {
    this.state = state;
    this.keys = keys;
    this.cache = cache;
  }

  public EntryKeys keys() {
    return keys;
  }

  public Optional<byte[]> value(byte[] key) {
    return state.apply(key);
  }

  public Optional<DatabaseRecord> database(Cid root) {
    return isEntry(root)
        ? state.apply(keys.database(root)).map(DatabaseRecord::decode)
        : Optional.empty();
  }

  public Optional<EntryRecord> record(Cid id) {
    return isEntry(id) ? state.apply(keys.entry(id)).map(EntryRecord::decode) : Optional.empty();
  }

  /** Whether an id can be that of an entry: keys hold but the hash. */
  private static boolean isEntry(Cid id) {
    return id.codec() == Codec.DAG_CBOR;
  }

  public boolean accepts(Cid id) {
    return record(id).filter(found -> found.status().isAccepted()).isPresent();
  }

  public boolean isVoid(Cid id) {
    return record(id).filter(found -> found.status() == EntryStatus.VOID).isPresent();
  }

  /** Those of some entries that are verified, and what the others, being void, lead on to. */
  public Set<Cid> effective(Graph database, Collection<Cid> ids) {
    Set<Cid> effective = new HashSet<>();
    Set<Cid> seen = new HashSet<>(ids);
    Deque<Cid> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      Cid id = next.remove();
      if (isVoid(id)) {
        link(database, id).map(Link::parents).orElse(List.of()).stream()
            .filter(seen::add)
            .forEach(next::add);
      } else {
        effective.add(id);
      }
    }
    return effective;
  }

  /** How an entry stands in a graph; empty if it does not, or is not there. */
  public Optional<Link> link(Graph graph, Cid id) {
    if (graph.isWhole()) {
      return record(id)
          .filter(found -> found.database() == graph.database())
          .map(EntryRecord::link);
    }
    return isEntry(id) ? state.apply(keys.link(graph, id)).map(Link::decode) : Optional.empty();
  }

  public Optional<StoredEntry> stored(Cid id) {
    return record(id).map(found -> new StoredEntry(entry(id, found), found.status()));
  }

  /**
   * An entry that is there.
   *
   * @throws IllegalStateException if its bytes are others than it had
   */
  public Entry entry(Cid id, EntryRecord found) {
    Optional<Entry> cached = cache.find(id);
    if (cached.isPresent()) {
      return cached.get();
    }
    byte[] bytes = new byte[lengthOf(found)];
    for (int from = 0, piece = 0; from < bytes.length; from += PIECE_BYTES, piece++) {
      byte[] part = state.apply(keys.piece(id, piece)).orElseThrow(EntryReads::damaged);
      if (part.length != Math.min(PIECE_BYTES, bytes.length - from)) {
        throw damaged();
      }
      System.arraycopy(part, 0, bytes, from, part.length);
    }
    Entry entry = decode(bytes);
    if (!entry.id().equals(id)) {
      throw damaged();
    }
    cache.add(entry);
    return entry;
  }

  private static int lengthOf(EntryRecord record) {
    if (record.length() < 1 || record.length() > EntryLimits.MAX_BYTES) {
      throw damaged();
    }
    return record.length();
  }

  private static Entry decode(byte[] bytes) {
    try {
      return Entry.decode(bytes);
    } catch (InvalidEntryException e) {
      throw damaged();
    }
  }

  private static IllegalStateException damaged() {
    return new IllegalStateException("An entry in the engine is damaged");
  }

  /**
   * The graph of a database, or of one of its stores.
   *
   * @return empty if nothing of the database is there, or no store can have the name
   */
  public Optional<Graph> graph(Cid root, Optional<String> store) {
    return store.isPresent() && !isName(store.get())
        ? Optional.empty()
        : database(root).map(found -> new Graph(found.number(), store.orElse("")));
  }

  /** Whether a store may have a name. What is no Unicode would stand for another name in keys. */
  static boolean isName(String store) {
    int length = store.getBytes(StandardCharsets.UTF_8).length;
    return length > 0
        && length <= EntryLimits.MAX_NAME_BYTES
        && StandardCharsets.UTF_8.newEncoder().canEncode(store);
  }

  /**
   * Requires tips to be there, and in the graph.
   *
   * @throws StoreException {@code ENTRY_MISSING} or {@code BAD_REQUEST}
   */
  public void require(Optional<Graph> graph, Tips tips) {
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
