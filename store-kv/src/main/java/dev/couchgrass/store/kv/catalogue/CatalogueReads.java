package dev.couchgrass.store.kv.catalogue;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the catalogue of databases. */
public final class CatalogueReads {
  private final Engine engine;

  public CatalogueReads(Engine engine) {
    this.engine = engine;
  }

  /** The number for the next database. */
  public int nextNumber() {
    try (Snapshot snapshot = engine.snapshot()) {
      return snapshot.get(Catalogue.next()).map(Catalogue::decode).orElse(Catalogue.FIRST_DATABASE);
    }
  }

  /** The number that is kept at a key; empty if there is none yet. */
  public Optional<Integer> number(byte[] key) {
    try (Snapshot snapshot = engine.snapshot()) {
      return snapshot.get(key).map(Catalogue::decode);
    }
  }

  public Optional<Catalogue.Entry> find(DatabaseName name) {
    try (Snapshot snapshot = engine.snapshot()) {
      return snapshot.get(Catalogue.name(name.value())).map(Catalogue.Entry::decode);
    }
  }

  public List<DatabaseName> list(DatabaseRange range) {
    List<DatabaseName> names = new ArrayList<>();
    Direction direction = range.descending() ? Direction.BACKWARD : Direction.FORWARD;
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(keys(range), direction)) {
      long skip = range.skip();
      while (names.size() < range.limit() && cursor.next()) {
        if (skip > 0) {
          skip--;
        } else {
          names.add(new DatabaseName(Catalogue.nameOf(cursor.key())));
        }
      }
    }
    return names;
  }

  private static KeyRange keys(DatabaseRange range) {
    Optional<String> low = range.descending() ? range.end() : range.start();
    Optional<String> high = range.descending() ? range.start() : range.end();
    boolean lowIncluded = !range.descending() || range.inclusiveEnd();
    boolean highIncluded = range.descending() || range.inclusiveEnd();
    byte[] from = low.map(name -> bound(name, !lowIncluded)).orElse(Catalogue.names().from());
    byte[] to = high.map(name -> bound(name, highIncluded)).orElse(Catalogue.names().to());
    return new KeyRange(from, to);
  }

  private static byte[] bound(String name, boolean after) {
    byte[] key = Catalogue.name(name);
    return after ? Keys.after(key) : key;
  }
}
