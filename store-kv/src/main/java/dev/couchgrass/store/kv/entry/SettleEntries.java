package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Sets the statuses of entries: first all of it is checked, then all of it is done. */
record SettleEntries(Map<Cid, EntryStatus> statuses) implements Mutation<EntryUnit, Boolean> {
  private record Settlement(Cid id, EntryRecord before, EntryStatus after) {
    long height() {
      return before.link().height();
    }

    boolean accepts() {
      return after.isAccepted() && !before.status().isAccepted();
    }
  }

  @Override
  public Boolean apply(EntryUnit unit) {
    List<Settlement> settlements = settlements(unit.reads());
    Acceptance acceptance = new Acceptance(unit.reads(), statuses, Map.of());
    for (Settlement settlement : settlements) {
      Acceptance.requireOpen(settlement.id(), settlement.before().status(), settlement.after());
      if (settlement.accepts()) {
        acceptance.require(entry(settlement, unit), settlement.before().database());
      }
    }
    settlements.forEach(settlement -> settle(settlement, unit));
    return !settlements.isEmpty();
  }

  /** What there is to do, parents before their children. */
  private List<Settlement> settlements(EntryReads reads) {
    List<Settlement> settlements = new ArrayList<>();
    statuses.forEach(
        (id, next) -> {
          EntryRecord record = reads.record(id).orElseThrow(() -> missing(id));
          if (record.status() != next) {
            settlements.add(new Settlement(id, record, next));
          }
        });
    settlements.sort(Comparator.comparingLong(Settlement::height).thenComparing(Settlement::id));
    return settlements;
  }

  private static StoreException missing(Cid id) {
    return new StoreException(ErrorCode.ENTRY_MISSING, "There is no such entry: ", id.toString());
  }

  private static Entry entry(Settlement settlement, EntryUnit unit) {
    return unit.reads().entry(settlement.id(), settlement.before());
  }

  private static void settle(Settlement settlement, EntryUnit unit) {
    Cid id = settlement.id();
    EntryStatus before = settlement.before().status();
    EntryStatus after = settlement.after();
    int database = settlement.before().database();
    if (before != EntryStatus.VERIFIED) {
      unit.delete(unit.keys().status(before, database, settlement.height(), id));
    }
    if (after != EntryStatus.VERIFIED) {
      unit.note(unit.keys().status(after, database, settlement.height(), id));
    }
    unit.put(id, settlement.before().withStatus(after));
    VerifiedTips tips = new VerifiedTips(unit);
    if (settlement.accepts()) {
      tips.accepted(database, entry(settlement, unit), after);
    } else if (after == EntryStatus.VOID) {
      tips.voided(Graph.of(database), id);
    } else if (after == EntryStatus.VERIFIED) {
      tips.restored(Graph.of(database), id);
    }
  }
}
