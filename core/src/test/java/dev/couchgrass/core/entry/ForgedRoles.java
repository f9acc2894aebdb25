package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.NO_PARENTS;
import static dev.couchgrass.core.entry.EntryProblem.NO_PIN;
import static dev.couchgrass.core.entry.EntryProblem.NO_ROOT;
import static dev.couchgrass.core.entry.EntryProblem.ROOT_WITHOUT_ENTROPY;
import static dev.couchgrass.core.entry.EntryProblem.ROOT_WITHOUT_SETTINGS;
import static dev.couchgrass.core.entry.EntryProblem.ROOT_WITH_ANCESTORS;
import static dev.couchgrass.core.entry.EntryProblem.ROOT_WITH_PIN;
import static dev.couchgrass.core.entry.EntryProblem.SETTINGS_NOT_PINNED;
import static dev.couchgrass.core.entry.World.AFTER;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.GENESIS;
import static dev.couchgrass.core.entry.World.SETTINGS;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Roots that are like others, and others that are like roots: to authorise themselves. */
final class ForgedRoles {
  private static final String NO_PINS = "{\"settings_tips\":[],\"entropy\":1}";

  private ForgedRoles() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>(roots());
    rows.addAll(children());
    return rows;
  }

  private static List<Forgery> roots() {
    Cid id = FIRST.id();
    String pinned = "{\"settings_tips\":[\"" + id + "\"],\"entropy\":1}";
    return List.of(
        root("a root of a database", ROOT_WITH_ANCESTORS, raw().set("tree.root", id)),
        root("a root with a parent", ROOT_WITH_ANCESTORS, raw().set("tree.parents", List.of(id))),
        root(
            "a root with a parent in its settings",
            ROOT_WITH_ANCESTORS,
            raw().set("subtrees.1.parents", List.of(id))),
        root(
            "a root with a parent in its mark",
            ROOT_WITH_ANCESTORS,
            raw().set("subtrees.0.parents", List.of(id))),
        root(
            "a root without settings",
            ROOT_WITHOUT_SETTINGS,
            raw().set("subtrees", List.of(part("_root")))),
        root(
            "a root whose settings are not there",
            ROOT_WITHOUT_SETTINGS,
            raw().remove("subtrees.1.data")),
        root(
            "a root without entropy",
            ROOT_WITHOUT_ENTROPY,
            raw().metadata("{\"settings_tips\":[],\"entropy\":null}")),
        root("a root that pins settings", ROOT_WITH_PIN, raw().metadata(pinned)),
        root(
            "the mark of a root in another entry",
            ROOT_WITH_ANCESTORS,
            RawEntry.of(FIRST).set("subtrees", List.of(part("_root"), part("notes")))),
        root("a root without its mark", NO_ROOT, raw().set("subtrees", List.of(GENESIS_SETTINGS))));
  }

  private static final Map<String, Object> GENESIS_SETTINGS = settings();

  private static Map<String, Object> settings() {
    Map<String, Object> part = part("_settings");
    part.put("data", new byte[] {1});
    return part;
  }

  private static List<Forgery> children() {
    return List.of(
        root("no root", NO_ROOT, RawEntry.of(FIRST).remove("tree.root")),
        root("no parents", NO_PARENTS, RawEntry.of(FIRST).set("tree.parents", List.of())),
        root("no pin", NO_PIN, RawEntry.of(FIRST).metadata(NO_PINS)),
        root("no pin, and new settings", NO_PIN, RawEntry.of(SETTINGS).metadata(NO_PINS)),
        root(
            "no pin, and settings without a parent",
            NO_PIN,
            RawEntry.of(SETTINGS).metadata(NO_PINS).set("subtrees.0.parents", List.of())),
        root(
            "settings without a parent",
            SETTINGS_NOT_PINNED,
            RawEntry.of(SETTINGS).set("subtrees.0.parents", List.of())),
        root(
            "other settings than are pinned",
            SETTINGS_NOT_PINNED,
            RawEntry.of(SETTINGS).set("subtrees.0.parents", List.of(AFTER.id()))),
        root(
            "more settings than are pinned",
            SETTINGS_NOT_PINNED,
            RawEntry.of(SETTINGS)
                .set("subtrees.0.parents", Checks.sorted(List.of(GENESIS.id(), AFTER.id())))));
  }

  private static RawEntry raw() {
    return RawEntry.of(GENESIS);
  }

  private static Map<String, Object> part(String name) {
    return new TreeMap<>(Map.of("name", name, "parents", List.of()));
  }

  private static Forgery root(String name, EntryProblem problem, RawEntry raw) {
    return Forgery.read(name, problem, raw.signed());
  }
}
