package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.operation.StateKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of signed logs: the number that stands for them among databases (four bytes), a {@link
 * LogSpace} (one byte), and what the space is ordered by. Numbers are big-endian; where something
 * of no fixed length is not the last part of a key, its length comes before it.
 */
public final class LogKeys {
  private static final int KEY_BYTES = PublicKey.BYTES;
  private static final int HASH_BYTES = Hash.BYTES;

  private final int number;

  /**
   * @param number the signed logs', that no database has
   */
  public LogKeys(int number) {
    this.number = number;
  }

  private ByteBuffer key(LogSpace space, int more) {
    return ByteBuffer.allocate(Keys.PREFIX_BYTES + more).putInt(number).put(space.number());
  }

  /** Everything of a space. */
  public KeyRange all(LogSpace space) {
    return KeyRange.prefix(key(space, 0).array());
  }

  /** What no space has: nothing may be there. */
  public KeyRange beyondSpaces() {
    LogSpace[] spaces = LogSpace.values();
    return new KeyRange(all(spaces[spaces.length - 1]).to(), new Keys(number).all().to());
  }

  /** What follows the space in a key, from there on. */
  public static byte[] rest(byte[] key, int from) {
    return Arrays.copyOfRange(key, Keys.PREFIX_BYTES + from, key.length);
  }

  /** The hash at the end of a key. */
  public static Hash lastHash(byte[] key) {
    return Hash.ofBytes(Arrays.copyOfRange(key, key.length - HASH_BYTES, key.length));
  }

  /** The hash that follows the space in a key. */
  public static Hash firstHash(byte[] key) {
    return hash(key, Keys.PREFIX_BYTES);
  }

  private static Hash hash(byte[] key, int from) {
    return Hash.ofBytes(Arrays.copyOfRange(key, from, from + HASH_BYTES));
  }

  /** What follows a key in a range of keys that begin as it does, and go no further than it. */
  public static KeyRange behind(byte[] key, KeyRange range) {
    return new KeyRange(Keys.after(key), range.to());
  }

  public byte[] number(Numbers.Kind kind) {
    return key(LogSpace.NUMBERS, 1).put((byte) kind.number()).array();
  }

  public byte[] operation(Hash id) {
    return key(LogSpace.OPERATIONS, HASH_BYTES).put(id.bytes()).array();
  }

  // Logs

  public byte[] log(Log log) {
    byte[] id = log.id().bytes();
    return key(LogSpace.LOGS, KEY_BYTES + id.length).put(log.author().bytes()).put(id).array();
  }

  public static Log logOf(byte[] authorAndId) {
    return new Log(
        PublicKey.ofBytes(Arrays.copyOf(authorAndId, KEY_BYTES)),
        LogId.ofBytes(Arrays.copyOfRange(authorAndId, KEY_BYTES, authorAndId.length)));
  }

  public byte[] logName(int log) {
    return key(LogSpace.LOG_NAMES, Integer.BYTES).putInt(log).array();
  }

  public byte[] header(int log, long sequenceNumber) {
    return numbered(LogSpace.HEADERS, log, sequenceNumber);
  }

  private byte[] numbered(LogSpace space, int log, long sequenceNumber) {
    return key(space, 2 * Integer.BYTES).putInt(log).putInt((int) sequenceNumber).array();
  }

  /** The headers of a log from a sequence number up to another, which belongs to them. */
  public KeyRange headers(int log, long first, long last) {
    byte[] to =
        last < OperationLimits.MAX_SEQUENCE_NUMBER
            ? header(log, last + 1)
            : Keys.after(header(log, last));
    return new KeyRange(header(log, first), to);
  }

  public static long sequenceNumberOf(byte[] key) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(key).getInt(Keys.PREFIX_BYTES + Integer.BYTES));
  }

  public byte[] body(int log, long sequenceNumber, int piece) {
    return key(LogSpace.BODIES, 2 * Integer.BYTES + Short.BYTES)
        .putInt(log)
        .putInt((int) sequenceNumber)
        .putShort((short) piece)
        .array();
  }

  public byte[] awaitedBody(int log, long sequenceNumber) {
    return numbered(LogSpace.AWAITED_BODIES, log, sequenceNumber);
  }

  /** The bodies of a log that are awaited, from a sequence number up to another, included. */
  public KeyRange awaitedBodies(int log, long first, long last) {
    return new KeyRange(awaitedBody(log, first), Keys.after(awaitedBody(log, last)));
  }

  public byte[] sweep(int log) {
    return key(LogSpace.SWEEPS, Integer.BYTES).putInt(log).array();
  }

  /** The log that a key of {@link #sweep} is for. */
  public static int sweptLogOf(byte[] key) {
    return ByteBuffer.wrap(key).getInt(Keys.PREFIX_BYTES);
  }

  public byte[] lack(int log, int level, long block) {
    return key(LogSpace.LACKS, 2 * Integer.BYTES + 1)
        .putInt(log)
        .put((byte) level)
        .putInt((int) block)
        .array();
  }

  /** The block that a key of {@link #lack} is for. */
  public static long lackOf(byte[] key) {
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(key).getInt(Keys.PREFIX_BYTES + Integer.BYTES + 1));
  }

  /** What is noted of a log on a level, from a block up to another, which belongs to it. */
  public KeyRange lacks(int log, int level, long first, long last) {
    return new KeyRange(lack(log, level, first), Keys.after(lack(log, level, last)));
  }

  /** Everything that is noted of a log. */
  public KeyRange lacks(int log) {
    return KeyRange.prefix(key(LogSpace.LACKS, Integer.BYTES).putInt(log).array());
  }

  // Topics

  public byte[] topicLog(Topic topic, Log log) {
    byte[] id = log.id().bytes();
    return key(LogSpace.TOPIC_LOGS, HASH_BYTES + KEY_BYTES + id.length)
        .put(topic.bytes())
        .put(log.author().bytes())
        .put(id)
        .array();
  }

  public KeyRange topicLogs(Topic topic) {
    return KeyRange.prefix(key(LogSpace.TOPIC_LOGS, HASH_BYTES).put(topic.bytes()).array());
  }

  public static Log topicLogOf(byte[] key) {
    return logOf(rest(key, HASH_BYTES));
  }

  public byte[] logTopic(Log log, Topic topic) {
    return logTopic(log, HASH_BYTES).put(topic.bytes()).array();
  }

  public KeyRange logTopics(Log log) {
    return KeyRange.prefix(logTopic(log, 0).array());
  }

  private ByteBuffer logTopic(Log log, int more) {
    byte[] id = log.id().bytes();
    return key(LogSpace.LOG_TOPICS, KEY_BYTES + 1 + id.length + more)
        .put(log.author().bytes())
        .put((byte) id.length)
        .put(id);
  }

  // Cursors

  public byte[] named(LogSpace space, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return key(space, bytes.length).put(bytes).array();
  }

  public static String nameOf(byte[] key) {
    return new String(rest(key, 0), StandardCharsets.UTF_8);
  }

  public byte[] cursorHeight(int cursor, Log log) {
    byte[] id = log.id().bytes();
    return key(LogSpace.CURSOR_HEIGHTS, Integer.BYTES + KEY_BYTES + id.length)
        .putInt(cursor)
        .put(log.author().bytes())
        .put(id)
        .array();
  }

  public KeyRange cursorHeights(int cursor) {
    return KeyRange.prefix(key(LogSpace.CURSOR_HEIGHTS, Integer.BYTES).putInt(cursor).array());
  }

  public static Log cursorLogOf(byte[] key) {
    return logOf(rest(key, Integer.BYTES));
  }

  // Orderers

  public byte[] item(LogSpace space, int orderer, Hash id) {
    return key(space, Integer.BYTES + HASH_BYTES).putInt(orderer).put(id.bytes()).array();
  }

  public byte[] place(LogSpace space, int orderer, long place) {
    return key(space, Integer.BYTES + Long.BYTES).putInt(orderer).putLong(place).array();
  }

  public static long placeOf(byte[] key) {
    return ByteBuffer.wrap(key).getLong(Keys.PREFIX_BYTES + Integer.BYTES);
  }

  /** All of an orderer in a space. */
  public KeyRange ofOrderer(LogSpace space, int orderer) {
    return KeyRange.prefix(key(space, Integer.BYTES).putInt(orderer).array());
  }

  public byte[] link(LogSpace space, int orderer, Hash from, Hash to) {
    return key(space, Integer.BYTES + 2 * HASH_BYTES)
        .putInt(orderer)
        .put(from.bytes())
        .put(to.bytes())
        .array();
  }

  /** The item that a key of {@link #link} begins with. */
  public static Hash firstHashOfLink(byte[] key) {
    return hash(key, Keys.PREFIX_BYTES + Integer.BYTES);
  }

  public KeyRange links(LogSpace space, int orderer, Hash from) {
    return KeyRange.prefix(item(space, orderer, from));
  }

  // Address book

  public byte[] node(PublicKey id) {
    return key(LogSpace.NODES, KEY_BYTES).put(id.bytes()).array();
  }

  public static PublicKey nodeOf(byte[] key) {
    return PublicKey.ofBytes(Arrays.copyOfRange(key, key.length - KEY_BYTES, key.length));
  }

  /** The node that a key of {@link #nodeTopic} begins with. */
  public static PublicKey firstNodeOf(byte[] key) {
    return PublicKey.ofBytes(
        Arrays.copyOfRange(key, Keys.PREFIX_BYTES, Keys.PREFIX_BYTES + KEY_BYTES));
  }

  public byte[] nodeTime(long millis, PublicKey id) {
    return key(LogSpace.NODE_TIMES, Long.BYTES + KEY_BYTES).putLong(millis).put(id.bytes()).array();
  }

  /** What was noted before a moment. */
  public KeyRange nodeTimesBefore(long millis) {
    return new KeyRange(
        all(LogSpace.NODE_TIMES).from(),
        key(LogSpace.NODE_TIMES, Long.BYTES).putLong(Math.max(0, millis)).array());
  }

  public byte[] nodeListed(NodeList.Kind list, long place) {
    return key(LogSpace.NODE_LISTS, 1 + Long.BYTES)
        .put((byte) list.number())
        .putLong(place)
        .array();
  }

  public byte[] nodeTopic(PublicKey id, Topic topic) {
    return key(LogSpace.NODE_TOPICS, KEY_BYTES + HASH_BYTES)
        .put(id.bytes())
        .put(topic.bytes())
        .array();
  }

  public KeyRange nodeTopics(PublicKey id) {
    return KeyRange.prefix(key(LogSpace.NODE_TOPICS, KEY_BYTES).put(id.bytes()).array());
  }

  public byte[] topicNode(Topic topic, PublicKey id) {
    return key(LogSpace.TOPIC_NODES, HASH_BYTES + KEY_BYTES)
        .put(topic.bytes())
        .put(id.bytes())
        .array();
  }

  public KeyRange topicNodes(Topic topic) {
    return KeyRange.prefix(key(LogSpace.TOPIC_NODES, HASH_BYTES).put(topic.bytes()).array());
  }

  // States

  public byte[] state(StateKind kind, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return key(LogSpace.STATES, 1 + bytes.length).put(numberOf(kind)).put(bytes).array();
  }

  public KeyRange states(StateKind kind) {
    return KeyRange.prefix(key(LogSpace.STATES, 1).put(numberOf(kind)).array());
  }

  public static String stateNameOf(byte[] key) {
    return new String(rest(key, 1), StandardCharsets.UTF_8);
  }

  public byte[] statePiece(StateKind kind, String name, int piece) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return key(LogSpace.STATE_PIECES, 2 + bytes.length + Short.BYTES)
        .put(numberOf(kind))
        .put((byte) bytes.length)
        .put(bytes)
        .putShort((short) piece)
        .array();
  }

  /** Part of the stored format: never change or reuse one. */
  private static byte numberOf(StateKind kind) {
    return switch (kind) {
      case GROUP -> 1;
      case SPACE -> 2;
      case KEY_REGISTRY -> 3;
      case KEY_SECRETS -> 4;
      case OTHER -> 5;
    };
  }
}
