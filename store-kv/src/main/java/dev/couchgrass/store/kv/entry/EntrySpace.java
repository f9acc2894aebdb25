package dev.couchgrass.store.kv.entry;

/**
 * The kinds of keys of an entry store, each a range of its own.
 *
 * <p>The numbers are part of the stored format: never change or reuse one.
 */
public enum EntrySpace {
  /** One key: the {@link EntryCounters}. */
  COUNTERS(1),
  /** By the hash of the root's id: {@link DatabaseRecord}. */
  DATABASES(2),
  /** By the hash of the entry's id: {@link EntryRecord}. */
  ENTRIES(3),
  /** By the hash of the entry's id and the number of the piece: the bytes of entries. */
  PIECES(4),
  /** By graph and the hash of the entry's id: {@link Link}, of stores. */
  LINKS(5),
  /** By graph, height and the hash of the entry's id: nothing. */
  ORDER(6),
  /** By graph and the hash of the entry's id: nothing, for entries that nothing builds on. */
  TIPS(7),
  /** The same, of those that are verified. */
  VERIFIED_TIPS(8),
  /** By database, hash of a parent that is not there, store, and hash of its child: nothing. */
  AWAITED(9),
  /** By status, database, height and the hash of the entry's id: nothing; not of verified ones. */
  STATUSES(10),
  /** By user, hash and kind of the id, and store: a state, behind the number of its turn. */
  STATES(11),
  /** By the number of the turn in which states make room: the key of the state. */
  TURNS(12),
  /** By number: what the instance keeps of itself. */
  INSTANCE(13);

  private final byte number;

  EntrySpace(int number) {
    this.number = (byte) number;
  }

  public byte number() {
    return number;
  }
}
