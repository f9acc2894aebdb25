package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseInfo.Sizes;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.read.View;

/** A database in figures, from what every commit keeps up to date. */
final class Figures {
  private Figures() {}

  static DatabaseInfo of(
      View view, DatabaseName name, Catalogue.Entry entry, boolean compactRunning) {
    Counters counters = view.counters();
    long named = counters.bodyBytes() + counters.blobBytes();
    long kept = counters.bodyBytes() + counters.pieceBytes();
    return new DatabaseInfo(
        name,
        counters.documents(),
        counters.deletedDocuments(),
        view.sequences().write(counters.updateSequence()),
        counters.purgeSequence(),
        new Sizes(kept, named, named - counters.obsoleteBytes()),
        compactRunning,
        entry.instance(),
        entry.created());
  }
}
