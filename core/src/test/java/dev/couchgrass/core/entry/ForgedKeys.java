package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.DEFAULT_WRITTEN;
import static dev.couchgrass.core.entry.EntryProblem.DELEGATION;
import static dev.couchgrass.core.entry.EntryProblem.ENCODING;
import static dev.couchgrass.core.entry.EntryProblem.IDS_NOT_SORTED;
import static dev.couchgrass.core.entry.EntryProblem.KEY_HINT;
import static dev.couchgrass.core.entry.EntryProblem.KEY_NAME;
import static dev.couchgrass.core.entry.EntryProblem.MALFORMED_KEY;
import static dev.couchgrass.core.entry.EntryProblem.MALFORMED_SIGNATURE;
import static dev.couchgrass.core.entry.EntryProblem.MISSING_MEMBER;
import static dev.couchgrass.core.entry.EntryProblem.NOT_AN_ENTRY_ID;
import static dev.couchgrass.core.entry.EntryProblem.TOO_MANY;
import static dev.couchgrass.core.entry.EntryProblem.UNKNOWN_MEMBER;
import static dev.couchgrass.core.entry.EntryProblem.UNSIGNED;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.id;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Signatures, keys, hints and delegations in forms that they do not have. */
final class ForgedKeys {
  private static final String KEY = World.ALICE.publicKey().toString();
  private static final Map<String, Object> HINT = Map.of("pubkey", KEY);

  private ForgedKeys() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.addAll(signatures());
    rows.addAll(keys());
    rows.addAll(hints());
    rows.addAll(delegations());
    return rows;
  }

  private static List<Forgery> signatures() {
    String text = FIRST.signature().toString();
    char otherBits = (char) (text.charAt(85) + 1);
    return List.of(
        Forgery.read("no signature", UNSIGNED, RawEntry.of(FIRST).remove("sig.sig").bytes()),
        signature("an empty signature", ""),
        signature("a signature without padding", text.substring(0, 86)),
        signature("a signature of 63 bytes", text.substring(4)),
        signature("a signature of 66 bytes", "AAAA" + text),
        signature("a signature with other bits", text.substring(0, 85) + otherBits + "=="),
        signature("a signature with a space", " " + text),
        signature(
            "a signature in hexadecimal", HexFormat.of().formatHex(FIRST.signature().bytes())));
  }

  private static Forgery signature(String name, String text) {
    return Forgery.read(name, MALFORMED_SIGNATURE, RawEntry.of(FIRST).set("sig.sig", text).bytes());
  }

  private static List<Forgery> keys() {
    return List.of(
        key("an empty key", ""),
        key("a key without its algorithm", KEY.substring(8)),
        key("a key of another algorithm", KEY.replace("ed25519", "x25519")),
        key("a key without padding", KEY.replace("=", "")),
        key("a key of 3 bytes", "ed25519:AAAA"),
        key("a key in hexadecimal", "ed25519:" + "00".repeat(32)),
        key("a key of order 1", "ed25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        key("a key of order 4", "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        key("a key spelt otherwise", "ed25519:7v///////////////////////////////////////38="),
        key("a key that is no point", "ed25519:AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
  }

  private static Forgery key(String name, String text) {
    return hint(name, MALFORMED_KEY, Map.of("pubkey", text));
  }

  private static List<Forgery> hints() {
    return List.of(
        hint("an empty hint", KEY_HINT, Map.of()),
        hint("a key and a name", KEY_HINT, Map.of("pubkey", KEY, "name", "laptop")),
        hint("a global name", KEY_HINT, Map.of("name", "laptop", "is_global", true)),
        hint("the global key, without it", KEY_HINT, Map.of("is_global", true)),
        hint("not global, written", DEFAULT_WRITTEN, Map.of("pubkey", KEY, "is_global", false)),
        hint("an empty name", KEY_NAME, Map.of("name", "")),
        hint("too long a name", KEY_NAME, Map.of("name", "n".repeat(256))),
        hint("an unknown member of the hint", UNKNOWN_MEMBER, Map.of("pubkey", KEY, "x", "")),
        signer("nobody", MISSING_MEMBER, Map.of()),
        signer("somebody unknown", UNKNOWN_MEMBER, Map.of("Multi", Map.of("hint", HINT))),
        signer("no hint", MISSING_MEMBER, Map.of("Direct", Map.of())),
        signer("a hint and more", UNKNOWN_MEMBER, Map.of("Direct", Map.of("hint", HINT, "x", 1L))),
        signer(
            "two that signed",
            UNKNOWN_MEMBER,
            Map.of(
                "Direct",
                Map.of("hint", HINT),
                "Delegation",
                Map.of("hint", HINT, "path", List.of(step(List.of(id(1))))))));
  }

  private static List<Forgery> delegations() {
    List<Cid> reversed = new ArrayList<>(World.ids(2));
    Collections.reverse(reversed);
    Map<String, Object> step = step(List.of(id(1)));
    List<Object> eleven = Collections.nCopies(EntryLimits.MAX_STEPS + 1, step);
    Map<String, Object> unknown = Map.of("tree", id(1), "tips", List.of(id(1)), "x", 1L);
    return List.of(
        path("no steps", DELEGATION, List.of()),
        path("too many steps", TOO_MANY, eleven),
        path("a step without tips", DELEGATION, List.of(step(List.of()))),
        path("too many tips", TOO_MANY, List.of(step(World.ids(EntryLimits.MAX_STEP_TIPS + 1)))),
        path("tips out of order", IDS_NOT_SORTED, List.of(step(reversed))),
        path("a tip twice", IDS_NOT_SORTED, List.of(step(List.of(id(1), id(1))))),
        path("a raw tip", NOT_AN_ENTRY_ID, List.of(step(List.of(World.rawId())))),
        path(
            "a step to what is raw",
            NOT_AN_ENTRY_ID,
            List.of(Map.of("tree", World.rawId(), "tips", List.of(id(1))))),
        path("a step to nowhere", MISSING_MEMBER, List.of(Map.of("tips", List.of(id(1))))),
        path("a step at no time", MISSING_MEMBER, List.of(Map.of("tree", id(1)))),
        path("an unknown member of a step", UNKNOWN_MEMBER, List.of(unknown)),
        path("a step that is a link", ENCODING, List.of(id(1))),
        Forgery.read(
            "a delegation to the global key",
            DELEGATION,
            RawEntry.of(FIRST)
                .delegation(List.of(step), Map.of("pubkey", KEY, "is_global", true))
                .signed()),
        signer("no path", MISSING_MEMBER, Map.of("Delegation", Map.of("hint", HINT))),
        signer(
            "a path to nobody",
            MISSING_MEMBER,
            Map.of("Delegation", Map.of("path", List.of(step)))),
        signer(
            "an unknown member of the delegation",
            UNKNOWN_MEMBER,
            Map.of("Delegation", Map.of("path", List.of(step), "hint", HINT, "x", 1L))));
  }

  private static Map<String, Object> step(List<Cid> tips) {
    return Map.of("tree", id(1), "tips", tips);
  }

  private static Forgery hint(String name, EntryProblem problem, Map<String, Object> hint) {
    return Forgery.read(name, problem, RawEntry.of(FIRST).hint(hint).signed());
  }

  private static Forgery signer(String name, EntryProblem problem, Map<String, Object> signer) {
    return Forgery.read(name, problem, RawEntry.of(FIRST).set("sig.key", signer).signed());
  }

  private static Forgery path(String name, EntryProblem problem, List<Object> path) {
    return Forgery.read(name, problem, RawEntry.of(FIRST).delegation(path, HINT).signed());
  }
}
