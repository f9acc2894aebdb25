package dev.couchgrass.store.kv.check;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Format;
import dev.couchgrass.store.kv.layout.Keys;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that what an engine holds makes sense to {@code store-kv}: the catalogue, and of each
 * database that trees, listings, changes, bodies, attachments and counts agree, and that
 * attachments have the digests that they should have; of the store of entries that each has the
 * bytes that its id is the hash of, and that listings, links, statuses and tips agree; of signed
 * logs that operations follow each other, have the bodies that they announce and add up to the
 * sizes that are noted, and of what stands beside them that all its listings agree. Reads
 * everything, once, and some of it twice; keeps a few bytes on the heap, whatever the size.
 *
 * <p>A snapshot is all that it takes, so the engine may be in use.
 */
public final class KvCheck {
  private static final String CATALOGUE = "the catalogue";

  /** Above every key. */
  private static final byte[] LAST = {(byte) 0xff};

  /** So that a storage can be checked before a newer release migrates it: 3 only adds to 2. */
  private static final Set<Format> SAME_FOR_CHECKS =
      Set.of(Format.of(2), Format.of(Catalogue.FORMAT_VERSION));

  private final Snapshot snapshot;
  private final Findings findings;
  private final BitSet known = new BitSet();
  private int next;

  private KvCheck(Snapshot snapshot, CheckListener listener) {
    this.snapshot = snapshot;
    findings = new Findings(listener);
  }

  /**
   * Checks all databases. May take as long as reading all there is: not for event loops.
   *
   * @throws RuntimeException what the engine throws when something can't be read
   */
  public static CheckedTotals run(Snapshot snapshot, CheckListener listener) {
    KvCheck check = new KvCheck(snapshot, listener);
    check.run();
    return check.findings.totals();
  }

  private void run() {
    if (!isReadable()) {
      return;
    }
    next = snapshot.get(Catalogue.next()).map(Catalogue::decode).orElse(Catalogue.FIRST_DATABASE);
    try (Cursor deleted = snapshot.scan(Catalogue.deleted(), Direction.FORWARD)) {
      while (deleted.next()) {
        note(Catalogue.deletedOf(deleted.key()), "a deleted database");
      }
    }
    try (Cursor names = snapshot.scan(Catalogue.names(), Direction.FORWARD)) {
      while (names.next()) {
        checkDatabase(Catalogue.nameOf(names.key()), names.value());
      }
    }
    snapshot
        .get(Catalogue.entries())
        .map(Catalogue::decode)
        .ifPresent(
            number -> {
              note(number, EntriesCheck.WHERE);
              new EntriesCheck(snapshot, number, findings).run();
            });
    snapshot
        .get(Catalogue.logs())
        .map(Catalogue::decode)
        .ifPresent(
            number -> {
              note(number, LogReading.WHERE);
              new LogsCheck(snapshot, number, findings).run();
            });
    findings.require(isEmpty(Catalogue.beyondKinds()), CATALOGUE, "There are keys of no kind");
    findStrays();
  }

  /** Whether there is anything, and in a layout that this code knows. */
  private boolean isReadable() {
    Optional<Format> format;
    try {
      format = Format.read(snapshot);
    } catch (Format.DamagedException e) {
      findings.problem(CATALOGUE, "The version of the layout is missing, or damaged");
      return false;
    }
    if (format.isEmpty()) {
      return false;
    }
    String otherwise =
        format.get().version() > Catalogue.FORMAT_VERSION
            ? "The layout is newer than this release: check with the one that wrote it"
            : format.get().reached().isPresent()
                ? "A migration of the layout is not done: opening the storage goes on with it"
                : "The layout is older: opening the storage migrates it";
    boolean readable = SAME_FOR_CHECKS.contains(format.get());
    findings.require(readable, CATALOGUE, otherwise);
    return readable;
  }

  private boolean isEmpty(KeyRange range) {
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      return !cursor.next();
    }
  }

  private void note(int number, String where) {
    findings.require(
        number >= 1 && number < next, where, "The database's number was not given out");
    findings.require(!known.get(number), where, "Two databases have one number");
    known.set(number);
  }

  private void checkDatabase(String name, byte[] value) {
    findings.databases++;
    Catalogue.Entry entry;
    try {
      entry = Catalogue.Entry.decode(value);
    } catch (RuntimeException e) {
      findings.problem(CATALOGUE, "The entry of a database can't be read");
      return;
    }
    note(entry.number(), name);
    new DatabaseCheck(snapshot, new Keys(entry.number()), name, findings).run();
  }

  /** Looks for keys of databases that nothing knows: jumps from each database to the next. */
  private void findStrays() {
    byte[] from = Catalogue.encode(Catalogue.FIRST_DATABASE);
    while (true) {
      try (Cursor cursor = snapshot.scan(new KeyRange(from, LAST), Direction.FORWARD)) {
        if (!cursor.next()) {
          return;
        }
        int number = Catalogue.decode(cursor.key());
        findings.require(
            number > 0 && known.get(number), CATALOGUE, "There are keys of an unknown database");
        if (number < 0 || number == Integer.MAX_VALUE) {
          return;
        }
        from = Catalogue.encode(number + 1);
      }
    }
  }
}
