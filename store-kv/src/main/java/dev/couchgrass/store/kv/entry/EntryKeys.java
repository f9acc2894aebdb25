package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.kv.layout.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The keys of an entry store: the number that stands for it among databases (four bytes), an {@link
 * EntrySpace} (one byte), and what the space is ordered by. Numbers are big-endian, a store's name
 * stands behind its length, and of an id of an entry only the hash is there: so keys order as ids
 * do.
 */
public final class EntryKeys {
  /** What the instance says of itself. */
  static final int METADATA = 1;

  /** What the instance tells nobody. */
  static final int SECRETS = 2;

  private static final int HASH_BYTES = Hash.BYTES;

  private final int number;

  /**
   * @param number the entry store's, that no database has
   */
  public EntryKeys(int number) {
    this.number = number;
  }

  /** The id of the entry of a hash. */
  public static Cid id(byte[] hash) {
    return new Cid(Codec.DAG_CBOR, Hash.ofBytes(hash));
  }

  /** The id at the end of a key of {@link EntrySpace#ORDER} and all that end with one. */
  public static Cid idOf(byte[] key) {
    return id(Arrays.copyOfRange(key, key.length - HASH_BYTES, key.length));
  }

  /** Everything of a space. */
  public KeyRange all(EntrySpace space) {
    return KeyRange.prefix(key(space, 0).array());
  }

  /** What no space has: nothing may be there. */
  public KeyRange beyondSpaces() {
    EntrySpace[] spaces = EntrySpace.values();
    return new KeyRange(all(spaces[spaces.length - 1]).to(), new Keys(number).all().to());
  }

  public byte[] counters() {
    return key(EntrySpace.COUNTERS, 0).array();
  }

  public byte[] database(Cid root) {
    return ofHash(EntrySpace.DATABASES, root);
  }

  public byte[] entry(Cid id) {
    return ofHash(EntrySpace.ENTRIES, id);
  }

  public byte[] piece(Cid id, int piece) {
    return key(EntrySpace.PIECES, HASH_BYTES + 2).put(hash(id)).putShort((short) piece).array();
  }

  public byte[] link(Graph graph, Cid id) {
    return ofGraph(EntrySpace.LINKS, graph, HASH_BYTES).put(hash(id)).array();
  }

  public byte[] order(Graph graph, long height, Cid id) {
    return ofGraph(EntrySpace.ORDER, graph, Long.BYTES + HASH_BYTES)
        .putLong(height)
        .put(hash(id))
        .array();
  }

  /** All entries of a graph, in order. */
  public KeyRange order(Graph graph) {
    return KeyRange.prefix(ofGraph(EntrySpace.ORDER, graph, 0).array());
  }

  public byte[] tip(EntrySpace tips, Graph graph, Cid id) {
    return ofGraph(tips, graph, HASH_BYTES).put(hash(id)).array();
  }

  public KeyRange tips(EntrySpace tips, Graph graph) {
    return KeyRange.prefix(ofGraph(tips, graph, 0).array());
  }

  public byte[] awaited(Graph graph, Cid parent, Cid child) {
    byte[] name = name(graph);
    return awaited(graph, parent, name, HASH_BYTES).put(hash(child)).array();
  }

  /** What awaits a parent in a graph. */
  public KeyRange awaited(Graph graph, Cid parent) {
    return KeyRange.prefix(awaited(graph, parent, name(graph), 0).array());
  }

  /** What is awaited in a database. */
  public KeyRange awaited(int database) {
    return KeyRange.prefix(key(EntrySpace.AWAITED, Integer.BYTES).putInt(database).array());
  }

  private ByteBuffer awaited(Graph graph, Cid parent, byte[] name, int more) {
    return key(EntrySpace.AWAITED, Integer.BYTES + HASH_BYTES + 1 + name.length + more)
        .putInt(graph.database())
        .put(hash(parent))
        .put((byte) name.length)
        .put(name);
  }

  /** The graph that a key of {@link EntrySpace#LINKS} is for. */
  public static Graph graphOf(byte[] key) {
    int database = ByteBuffer.wrap(key).getInt(Keys.PREFIX_BYTES);
    int name = Keys.PREFIX_BYTES + Integer.BYTES + 1;
    return new Graph(
        database, new String(key, name, key.length - name - HASH_BYTES, StandardCharsets.UTF_8));
  }

  /** The parent that a key of {@link EntrySpace#AWAITED} is for. */
  public static Cid awaitedOf(byte[] key) {
    int from = Keys.PREFIX_BYTES + Integer.BYTES;
    return id(Arrays.copyOfRange(key, from, from + HASH_BYTES));
  }

  public byte[] status(EntryStatus status, int database, long height, Cid id) {
    return key(EntrySpace.STATUSES, 1 + Integer.BYTES + Long.BYTES + HASH_BYTES)
        .put((byte) status.number())
        .putInt(database)
        .putLong(height)
        .put(hash(id))
        .array();
  }

  public KeyRange statuses(EntryStatus status) {
    return KeyRange.prefix(key(EntrySpace.STATUSES, 1).put((byte) status.number()).array());
  }

  public KeyRange statuses(EntryStatus status, int database) {
    return KeyRange.prefix(
        key(EntrySpace.STATUSES, 1 + Integer.BYTES)
            .put((byte) status.number())
            .putInt(database)
            .array());
  }

  public byte[] state(StateKey state) {
    byte[] store = state.store().getBytes(StandardCharsets.UTF_8);
    return key(EntrySpace.STATES, 1 + 2 * Long.BYTES + Cid.BYTES + store.length)
        .put((byte) (state.user().isPresent() ? 1 : 0))
        .putLong(state.user().map(UUID::getMostSignificantBits).orElse(0L))
        .putLong(state.user().map(UUID::getLeastSignificantBits).orElse(0L))
        .put(state.id().bytes())
        .put(store)
        .array();
  }

  public byte[] turn(long turn) {
    return key(EntrySpace.TURNS, Long.BYTES).putLong(turn).array();
  }

  public byte[] instance(int what) {
    return key(EntrySpace.INSTANCE, 1).put((byte) what).array();
  }

  /** Whether a key of {@link EntrySpace#INSTANCE} is one that this code writes. */
  public static boolean isOfInstance(byte[] key) {
    int what = key[Keys.PREFIX_BYTES];
    return key.length == Keys.PREFIX_BYTES + 1 && (what == METADATA || what == SECRETS);
  }

  private byte[] ofHash(EntrySpace space, Cid id) {
    return key(space, HASH_BYTES).put(hash(id)).array();
  }

  private ByteBuffer ofGraph(EntrySpace space, Graph graph, int more) {
    byte[] name = name(graph);
    return key(space, Integer.BYTES + 1 + name.length + more)
        .putInt(graph.database())
        .put((byte) name.length)
        .put(name);
  }

  private static byte[] name(Graph graph) {
    return graph.store().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hash(Cid id) {
    return id.hash().bytes();
  }

  private ByteBuffer key(EntrySpace space, int more) {
    return ByteBuffer.allocate(Keys.PREFIX_BYTES + more).putInt(number).put(space.number());
  }
}
