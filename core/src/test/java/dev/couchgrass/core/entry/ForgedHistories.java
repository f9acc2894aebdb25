package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.FOREIGN_PARENT;
import static dev.couchgrass.core.entry.EntryProblem.HEIGHT_NOT_ABOVE_PARENTS;
import static dev.couchgrass.core.entry.EntryProblem.HEIGHT_NOT_BY_STRATEGY;
import static dev.couchgrass.core.entry.EntryProblem.NO_SUCH_DATABASE;
import static dev.couchgrass.core.entry.EntryProblem.PIN_BELOW_PARENT;
import static dev.couchgrass.core.entry.EntryProblem.PIN_ELSEWHERE;
import static dev.couchgrass.core.entry.EntryProblem.STORE_PARENT_ELSEWHERE;
import static dev.couchgrass.core.entry.EntryProblem.STORE_PARENT_NO_ANCESTOR;
import static dev.couchgrass.core.entry.World.AFTER;
import static dev.couchgrass.core.entry.World.ALICE;
import static dev.couchgrass.core.entry.World.ELSEWHERE;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.GENESIS;
import static dev.couchgrass.core.entry.World.MERGE;
import static dev.couchgrass.core.entry.World.OTHER_GENESIS;
import static dev.couchgrass.core.entry.World.SECOND;
import static dev.couchgrass.core.entry.World.SETTINGS;
import static dev.couchgrass.core.entry.World.child;
import static dev.couchgrass.core.entry.World.high;
import static dev.couchgrass.core.entry.World.knowing;
import static dev.couchgrass.core.entry.World.note;
import static dev.couchgrass.core.entry.World.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entries that are well formed and signed, and do not fit their ancestors. */
final class ForgedHistories {
  private ForgedHistories() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.addAll(databases());
    rows.addAll(heights());
    rows.addAll(heightsByStrategy());
    rows.addAll(storeParents());
    rows.addAll(pins());
    return rows;
  }

  private static List<Forgery> databases() {
    return List.of(
        row(
            "a database that is no root",
            NO_SUCH_DATABASE,
            EntryBuilder.child(FIRST.id(), Set.of(FIRST.id()), Set.of(GENESIS.id())).height(2)),
        row("a parent of another database", FOREIGN_PARENT, child(List.of(ELSEWHERE), GENESIS, 2)),
        row(
            "a parent that is another root",
            FOREIGN_PARENT,
            child(List.of(GENESIS, OTHER_GENESIS), GENESIS, 1)));
  }

  private static List<Forgery> heights() {
    return List.of(
        row("no height", HEIGHT_NOT_ABOVE_PARENTS, child(List.of(GENESIS), GENESIS, 0)),
        row("the parent's height", HEIGHT_NOT_ABOVE_PARENTS, child(List.of(MERGE), GENESIS, 2)),
        row("less than the parent's", HEIGHT_NOT_ABOVE_PARENTS, child(List.of(MERGE), GENESIS, 1)),
        row(
            "one more than the lower parent's",
            HEIGHT_NOT_ABOVE_PARENTS,
            child(List.of(FIRST, MERGE), GENESIS, 2)),
        row(
            "a store's height that is the parent's",
            HEIGHT_NOT_ABOVE_PARENTS,
            child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 2))),
        row(
            "a store's height of 0 above a parent",
            HEIGHT_NOT_ABOVE_PARENTS,
            child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 0))));
  }

  private static List<Forgery> heightsByStrategy() {
    HeightRules incremental = HeightRules.DEFAULTS;
    HeightRules time = incremental.withDatabase(HeightStrategy.TIMESTAMP);
    HeightRules own = incremental.withStores(Map.of("notes", HeightStrategy.INCREMENTAL));
    EntryBuilder jumping = child(List.of(MERGE), GENESIS, 1_000_000);
    return List.of(
        ruled("a jump", jumping, incremental),
        ruled("one too high", child(List.of(MERGE), GENESIS, 4), incremental),
        ruled(
            "a root that is not at 0",
            EntryBuilder.root(1)
                .height(5)
                .subtree(Subtree.of(StoreNames.ROOT))
                .subtree(settings(List.of(), 1)),
            incremental),
        ruled(
            "a store's height without a strategy",
            child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 9)),
            incremental),
        ruled(
            "a store's height without a strategy, though the time is one",
            child(List.of(MERGE), GENESIS, 1_000, high(note(List.of(MERGE), 1), 3)),
            time),
        ruled(
            "no height in a store that has a strategy",
            child(List.of(MERGE), GENESIS, 3, note(List.of(MERGE), 1)),
            own),
        ruled(
            "a jump in a store",
            child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 4)),
            own),
        ruled(
            "a store's first height that is not 0",
            child(List.of(GENESIS), GENESIS, 1, high(note(List.of(), 1), 1)),
            own));
  }

  private static List<Forgery> storeParents() {
    return List.of(
        row(
            "a store's parent that is in another store",
            STORE_PARENT_ELSEWHERE,
            child(List.of(MERGE), GENESIS, 3, note(List.of(GENESIS), 1))),
        row(
            "a store's parent of another database",
            STORE_PARENT_ELSEWHERE,
            child(List.of(MERGE), GENESIS, 3, note(List.of(ELSEWHERE), 1))),
        row(
            "a store's parent beside it",
            STORE_PARENT_NO_ANCESTOR,
            child(List.of(FIRST), GENESIS, 2, note(List.of(SECOND), 1))),
        row(
            "one store's parent beside it",
            STORE_PARENT_NO_ANCESTOR,
            child(List.of(FIRST), GENESIS, 2, note(List.of(FIRST, SECOND), 1))),
        row(
            "a store's parent above its parents",
            STORE_PARENT_NO_ANCESTOR,
            child(List.of(FIRST), GENESIS, 5, note(List.of(AFTER), 1))));
  }

  private static List<Forgery> pins() {
    Entry beside = child(List.of(MERGE), GENESIS, 3, settings(List.of(GENESIS), 2)).sign(ALICE);
    Entry joined = child(List.of(SETTINGS, beside), List.of(SETTINGS, beside), 4).sign(ALICE);
    return List.of(
        row("a pin on no settings", PIN_ELSEWHERE, child(List.of(MERGE), FIRST, 3)),
        row("a pin on another root", PIN_ELSEWHERE, child(List.of(MERGE), OTHER_GENESIS, 3)),
        row(
            "a pin on these settings and others",
            PIN_ELSEWHERE,
            child(List.of(MERGE), List.of(GENESIS, OTHER_GENESIS), 3)),
        row(
            "the settings before the parent's",
            PIN_BELOW_PARENT,
            child(List.of(AFTER), GENESIS, 5)),
        row(
            "the settings before a parent that changed them",
            PIN_BELOW_PARENT,
            child(List.of(SETTINGS), GENESIS, 4)),
        row(
            "the settings before one of two parents",
            PIN_BELOW_PARENT,
            child(List.of(MERGE, AFTER), GENESIS, 5)),
        row(
            "new settings made of old ones",
            PIN_BELOW_PARENT,
            child(List.of(AFTER), GENESIS, 5, settings(List.of(GENESIS), 3))),
        Forgery.received(
            "one of two settings that a parent pins",
            PIN_BELOW_PARENT,
            child(List.of(joined), SETTINGS, 5).sign(ALICE),
            knowing(beside, joined)),
        Forgery.received(
            "settings beside the parent's",
            PIN_BELOW_PARENT,
            child(List.of(AFTER), beside, 5).sign(ALICE),
            knowing(beside)));
  }

  private static Forgery row(String name, EntryProblem problem, EntryBuilder builder) {
    return Forgery.received(name, problem, builder.sign(ALICE), knowing());
  }

  private static Forgery ruled(String name, EntryBuilder builder, HeightRules rules) {
    return Forgery.checked(
        name,
        HEIGHT_NOT_BY_STRATEGY,
        builder.sign(ALICE),
        ReceiptCheck.against(knowing()).withRules(rules));
  }
}
