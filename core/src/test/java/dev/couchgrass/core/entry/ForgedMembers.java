package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.DEFAULT_WRITTEN;
import static dev.couchgrass.core.entry.EntryProblem.HEIGHT_RANGE;
import static dev.couchgrass.core.entry.EntryProblem.IDS_NOT_SORTED;
import static dev.couchgrass.core.entry.EntryProblem.MISSING_MEMBER;
import static dev.couchgrass.core.entry.EntryProblem.NOT_AN_ENTRY_ID;
import static dev.couchgrass.core.entry.EntryProblem.STORES_NOT_SORTED;
import static dev.couchgrass.core.entry.EntryProblem.STORE_NAME;
import static dev.couchgrass.core.entry.EntryProblem.SYSTEM_STORE_HEIGHT;
import static dev.couchgrass.core.entry.EntryProblem.TOO_LARGE;
import static dev.couchgrass.core.entry.EntryProblem.TOO_MANY;
import static dev.couchgrass.core.entry.EntryProblem.UNKNOWN_MEMBER;
import static dev.couchgrass.core.entry.EntryProblem.UNKNOWN_VERSION;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.MERGE;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Members that are unknown, missing, out of order, too many, too large. */
final class ForgedMembers {
  private ForgedMembers() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.addAll(unknown());
    rows.addAll(missing());
    rows.addAll(ids());
    rows.addAll(stores());
    rows.addAll(heights());
    return rows;
  }

  private static List<Forgery> unknown() {
    return List.of(
        row("version 0, written", DEFAULT_WRITTEN, "_v", 0L),
        row("version 1", UNKNOWN_VERSION, "_v", 1L),
        row("version 255", UNKNOWN_VERSION, "_v", 255L),
        row("version -1", UNKNOWN_VERSION, "_v", -1L),
        row("an unknown member", UNKNOWN_MEMBER, "x", 1L),
        row("an unknown member of the tree", UNKNOWN_MEMBER, "tree.x", 1L),
        row("an unknown member of a store", UNKNOWN_MEMBER, "subtrees.0.x", 1L),
        row("an unknown member of the signature", UNKNOWN_MEMBER, "sig.x", 1L),
        row("height 0, written", DEFAULT_WRITTEN, "tree.h", 0L));
  }

  private static List<Forgery> missing() {
    return List.of(
        without("tree"),
        without("tree.parents"),
        without("tree.metadata"),
        without("subtrees"),
        without("subtrees.0.name"),
        without("subtrees.0.parents"),
        without("sig.key"),
        Forgery.read("no sig", MISSING_MEMBER, RawEntry.of(FIRST).remove("sig").bytes()),
        Forgery.read("an empty map", MISSING_MEMBER, new byte[] {(byte) 0xa0}));
  }

  private static List<Forgery> ids() {
    List<Cid> three = World.ids(3);
    List<Cid> reversed = new ArrayList<>(three);
    Collections.reverse(reversed);
    List<Cid> twice = List.of(three.get(0), three.get(1), three.get(1));
    List<Cid> byText =
        World.ids(60).stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
    List<Cid> tooMany = World.ids(EntryLimits.MAX_IDS + 1);
    List<Cid> raw = List.of(World.rawId());
    return List.of(
        row("parents out of order", IDS_NOT_SORTED, "tree.parents", reversed),
        row("parents in the order of their texts", IDS_NOT_SORTED, "tree.parents", byText),
        row("a parent twice", IDS_NOT_SORTED, "tree.parents", twice),
        row("a raw parent", NOT_AN_ENTRY_ID, "tree.parents", raw),
        row("too many parents", TOO_MANY, "tree.parents", tooMany),
        row("a raw root", NOT_AN_ENTRY_ID, "tree.root", World.rawId()),
        row("a store's parents out of order", IDS_NOT_SORTED, "subtrees.0.parents", reversed),
        row("a store's parent twice", IDS_NOT_SORTED, "subtrees.0.parents", twice),
        row("a store's raw parent", NOT_AN_ENTRY_ID, "subtrees.0.parents", raw),
        row("a store's parents too many", TOO_MANY, "subtrees.0.parents", tooMany));
  }

  private static List<Forgery> stores() {
    List<Map<String, Object>> many =
        IntStream.range(1_000, 1_001 + EntryLimits.MAX_SUBTREES)
            .mapToObj(i -> store("s" + i))
            .toList();
    return List.of(
        row("stores out of order", STORES_NOT_SORTED, "subtrees", List.of(store("b"), store("a"))),
        // Not the order of UTF-16, in which the plant comes first.
        row(
            "stores in the order of UTF-16",
            STORES_NOT_SORTED,
            "subtrees",
            List.of(store("\ud83c\udf31"), store("\uffe0"))),
        row("a store twice", STORES_NOT_SORTED, "subtrees", List.of(store("a"), store("a"))),
        row("too many stores", TOO_MANY, "subtrees", many),
        row("a store without a name", STORE_NAME, "subtrees.0.name", ""),
        row("a store of too long a name", STORE_NAME, "subtrees.0.name", "n".repeat(256)),
        row("a store of too many bytes' name", STORE_NAME, "subtrees.0.name", "é".repeat(128)),
        row("too much data", TOO_LARGE, "subtrees.0.data", new byte[EntryLimits.MAX_BYTES]),
        Forgery.read("a megabyte and a byte", TOO_LARGE, oneTooLarge()));
  }

  private static byte[] oneTooLarge() {
    byte[] largest = RawEntry.of(FIRST).set("subtrees.0.data", new byte[1 << 17]).signed();
    int spare = EntryLimits.MAX_BYTES + 1 - largest.length + (1 << 17);
    return RawEntry.of(FIRST).set("subtrees.0.data", new byte[spare]).signed();
  }

  private static List<Forgery> heights() {
    long beyond = EntryLimits.MAX_HEIGHT + 1;
    return List.of(
        row("a negative height", HEIGHT_RANGE, "tree.h", -1L),
        row("a height of 2^53", HEIGHT_RANGE, "tree.h", beyond),
        row("the height of all bits", HEIGHT_RANGE, "tree.h", Long.MAX_VALUE),
        row("a store's negative height", HEIGHT_RANGE, "subtrees.0.h", -1L),
        row("a store's height of 2^53", HEIGHT_RANGE, "subtrees.0.h", beyond),
        Forgery.read(
            "a system store's own height",
            SYSTEM_STORE_HEIGHT,
            RawEntry.of(World.SETTINGS).set("subtrees.0.h", 5L).signed()));
  }

  private static Map<String, Object> store(String name) {
    return new TreeMap<>(Map.of("name", name, "parents", List.of()));
  }

  private static Forgery row(String name, EntryProblem problem, String path, Object value) {
    return Forgery.read(name, problem, RawEntry.of(MERGE).set(path, value).signed());
  }

  private static Forgery without(String path) {
    return Forgery.read("no " + path, MISSING_MEMBER, RawEntry.of(MERGE).remove(path).signed());
  }
}
