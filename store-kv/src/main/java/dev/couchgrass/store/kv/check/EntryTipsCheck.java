package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.kv.entry.EntryKeys;
import dev.couchgrass.store.kv.entry.EntryReads;
import dev.couchgrass.store.kv.entry.EntryRecord;
import dev.couchgrass.store.kv.entry.EntrySpace;
import dev.couchgrass.store.kv.entry.Graph;
import dev.couchgrass.store.kv.entry.Link;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks the tips of all graphs of entries. That nothing builds on an entry is known when all have
 * been read; so that what is remembered stays small, they are read several times if there are many,
 * each time for a part of the parents.
 */
final class EntryTipsCheck {
  /** How many entries, each in one of its graphs, one reading is for. */
  private static final long PART = 200_000;

  private final Snapshot snapshot;
  private final EntryKeys keys;
  private final Findings findings;
  private final EntryReads reads;
  private final long parts;
  private long tips;
  private long verifiedTips;

  /** A parent in a graph; of what is accepted, or of all. */
  private record Covered(EntrySpace tips, Graph graph, Cid parent) {}

  private interface Member {
    void in(Graph graph, Cid id, EntryStatus status, Link link);
  }

  /**
   * @param places how many entries there are, counted once for each graph
   */
  EntryTipsCheck(
      Snapshot snapshot, EntryKeys keys, Findings findings, EntryReads reads, long places) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.findings = findings;
    this.reads = reads;
    this.parts = 1 + places / PART;
  }

  void run() {
    for (long part = 0; part < parts; part++) {
      check(part);
    }
    requireCount(EntrySpace.TIPS, tips);
    requireCount(EntrySpace.VERIFIED_TIPS, verifiedTips);
  }

  private void requireCount(EntrySpace space, long expected) {
    long count = EntriesCheck.count(snapshot, keys.all(space), findings);
    findings.require(count == expected, EntriesCheck.WHERE, "There are tips that are none");
  }

  private void check(long part) {
    Set<Covered> covered = new HashSet<>();
    forEach(
        (graph, id, status, link) -> {
          cover(EntrySpace.TIPS, graph, link.parents(), part, covered);
          if (counts(graph, status)) {
            Collection<Cid> below =
                graph.isWhole() ? reads.effective(graph, link.parents()) : link.parents();
            cover(EntrySpace.VERIFIED_TIPS, graph, below, part, covered);
          }
        });
    forEach(
        (graph, id, status, link) -> {
          if (isOf(part, id)) {
            boolean tip = !covered.contains(new Covered(EntrySpace.TIPS, graph, id));
            tips += tip ? 1 : 0;
            require(tip, EntrySpace.TIPS, graph, id);
            boolean verified =
                counts(graph, status)
                    && !covered.contains(new Covered(EntrySpace.VERIFIED_TIPS, graph, id));
            verifiedTips += verified ? 1 : 0;
            require(verified, EntrySpace.VERIFIED_TIPS, graph, id);
          }
        });
  }

  /** Whether an entry may be one of the verified tips: in stores, void ones are. */
  private static boolean counts(Graph graph, EntryStatus status) {
    return graph.isWhole() ? status == EntryStatus.VERIFIED : status.isAccepted();
  }

  private void cover(
      EntrySpace which, Graph graph, Collection<Cid> parents, long part, Set<Covered> covered) {
    for (Cid parent : parents) {
      if (isOf(part, parent)) {
        covered.add(new Covered(which, graph, parent));
      }
    }
  }

  private boolean isOf(long part, Cid id) {
    return Math.floorMod(id.hashCode(), parts) == part;
  }

  private void require(boolean tip, EntrySpace which, Graph graph, Cid id) {
    findings.require(
        snapshot.get(keys.tip(which, graph, id)).isPresent() == tip,
        EntriesCheck.WHERE + ", " + id,
        tip ? "A tip is not noted" : "What is no tip is noted as one");
  }

  /** Each entry in each of its graphs. */
  private void forEach(Member member) {
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.ENTRIES), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        Cid id = EntryKeys.idOf(cursor.key());
        passOverDamage(
            () -> {
              EntryRecord record = EntryRecord.decode(cursor.value());
              member.in(Graph.of(record.database()), id, record.status(), record.link());
            });
      }
    }
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.LINKS), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        Graph graph = EntryKeys.graphOf(cursor.key());
        Cid id = EntryKeys.idOf(cursor.key());
        passOverDamage(
            () -> {
              Link link = Link.decode(cursor.value());
              reads.record(id).ifPresent(record -> member.in(graph, id, record.status(), link));
            });
      }
    }
  }

  private void passOverDamage(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalStateException | IllegalArgumentException e) {
      findings.problem(EntriesCheck.WHERE, "The tips can't be checked");
    }
  }
}
