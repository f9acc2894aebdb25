package dev.couchgrass.store.kv.check;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.LocalRecord;
import dev.couchgrass.store.kv.layout.PurgeRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.security.SecureRandom;

/** Checks one database: its documents, then its attachments, then its figures. */
final class DatabaseCheck {
  private final Snapshot snapshot;
  private final Keys keys;
  private final String name;
  private final Findings findings;

  DatabaseCheck(Snapshot snapshot, Keys keys, String name, Findings findings) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.name = name;
    this.findings = findings;
  }

  void run() {
    Counters counters = counters();
    Multiset.Key key = Multiset.Key.of(new SecureRandom());
    DocumentsCheck documents = new DocumentsCheck(snapshot, keys, name, findings, counters, key);
    documents.run();
    new AttachmentsCheck(snapshot, keys, name, findings, counters, documents.attachments()).run();
    requireNothingElse();
    decodeAll(
        Space.LOCALS,
        "A local document can't be read",
        cursor -> LocalRecord.decode(cursor.value()));
    decodeAll(
        Space.PURGES,
        "A purge can't be read, or is newer than the newest",
        cursor -> {
          PurgeRecord.decode(cursor.value());
          if (Keys.number(cursor.key()) > counters.purgeSequence()) {
            throw new IllegalStateException();
          }
        });
  }

  private void requireNothingElse() {
    try (Cursor cursor = snapshot.scan(keys.beyondSpaces(), Direction.FORWARD)) {
      findings.require(!cursor.next(), name, "There are keys of no space");
    }
  }

  private Counters counters() {
    try {
      return snapshot.get(keys.counters()).map(Counters::decode).orElse(Counters.ZERO);
    } catch (IllegalStateException e) {
      findings.problem(name, "The counters can't be read");
      return Counters.ZERO;
    }
  }

  private interface Decoder {
    void decode(Cursor cursor);
  }

  private void decodeAll(Space space, String otherwise, Decoder decoder) {
    KeyRange range = keys.all(space);
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        try {
          decoder.decode(cursor);
        } catch (IllegalStateException | IllegalArgumentException e) {
          findings.problem(name, otherwise);
        }
      }
    }
  }
}
