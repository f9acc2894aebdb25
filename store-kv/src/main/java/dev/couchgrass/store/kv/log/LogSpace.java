package dev.couchgrass.store.kv.log;

/**
 * The kinds of keys of signed logs, each a range of its own. What a key says of a log, an orderer
 * or a cursor, it says by a number that stands for it.
 *
 * <p>The numbers are part of the stored format: never change or reuse one.
 */
public enum LogSpace {
  /** By {@link Numbers.Kind}: a running number. */
  NUMBERS(1),
  /** By the operation's id: {@link OperationRecord}. */
  OPERATIONS(2),
  /** By author and log id: {@link LogRecord}. */
  LOGS(3),
  /** By the log's number: its author and id. */
  LOG_NAMES(4),
  /** By log and sequence number: the header. */
  HEADERS(5),
  /** By log, sequence number and piece: the body. */
  BODIES(6),
  /** By log, {@link Lacks} level and block: how much is not there. */
  LACKS(7),
  /** By topic, author and log id: nothing. */
  TOPIC_LOGS(8),
  /** By author, log id and topic: nothing. */
  LOG_TOPICS(9),
  /** By name: {@link CursorRecord}. */
  CURSORS(10),
  /** By cursor, author and log id: a height. */
  CURSOR_HEIGHTS(11),
  /** By name: {@link OrdererRecord}. */
  ORDERERS(12),
  /** By orderer and item: {@link ItemRecord}. */
  ITEMS(13),
  /** By orderer and place: an item that is ready. */
  READY(14),
  /** By orderer and place: an item that was taken. */
  TAKEN(15),
  /** By orderer, item, and what it waits for: nothing. */
  MISSING(16),
  /** By orderer, item, and what waits for it: nothing. */
  WAITING(17),
  /** By orderer and item: nothing, for items that others wait for and that never arrived. */
  UNKNOWN(18),
  /** By node: {@link NodeRecord}. */
  NODES(19),
  /** By time and node: nothing. */
  NODE_TIMES(20),
  /** By {@link NodeList} and place: a node. */
  NODE_LISTS(21),
  /** By node and topic: nothing. */
  NODE_TOPICS(22),
  /** By topic and node: nothing. */
  TOPIC_NODES(23),
  /** By kind and name: how many bytes a state has. */
  STATES(24),
  /** By kind, name and piece: a state. */
  STATE_PIECES(25),
  /** By log and sequence number: nothing, for operations whose bodies never came. */
  AWAITED_BODIES(26),
  /** By log, which may have been forgotten: the sequence number below which all is gone. */
  SWEEPS(27),
  /**
   * By orderer and item: of those that wait for it, though it was taken, the last one that was
   * looked at; or nothing.
   */
  RELEASES(28);

  private final byte number;

  LogSpace(int number) {
    this.number = (byte) number;
  }

  byte number() {
    return number;
  }
}
