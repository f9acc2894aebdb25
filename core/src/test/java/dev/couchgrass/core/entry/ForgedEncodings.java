package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.ENCODING;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.MERGE;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other spellings of an honest entry, and values that are none of the members'. */
final class ForgedEncodings {
  private static final String HEX = HexFormat.of().formatHex(FIRST.bytes());

  private ForgedEncodings() {}

  static List<Forgery> rows() {
    byte[] bytes = FIRST.bytes();
    return List.of(
        forged("nothing", new byte[0]),
        forged("half of it", Arrays.copyOf(bytes, bytes.length / 2)),
        forged("a byte less", Arrays.copyOf(bytes, bytes.length - 1)),
        forged("a byte more", Arrays.copyOf(bytes, bytes.length + 1)),
        forged("twice", HexFormat.of().parseHex(HEX + HEX)),
        spelt("a long count of members", "^a363736967", "b80363736967"),
        spelt("an open count of members", "^a3(.*)$", "bf$1ff"),
        spelt("a long count of stores", "73756274726565738" + "1", "737562747265657398" + "01"),
        spelt(
            "an open list of parents",
            "67706172656e747381(d82a5825.{74})",
            "67706172656e74739f$1ff"),
        spelt("a long height", "616801", "61681801"),
        spelt("a longer height", "616801", "616819000" + "1"),
        spelt("a height with a fraction", "616801", "6168fb3ff8000000000000"),
        spelt("a whole height as a float", "616801", "6168fb3ff0000000000000"),
        spelt("a height of 16 bits' float", "616801", "6168f93c00"),
        spelt("a height beyond 63 bits", "616801", "61681bffffffffffffffff"),
        spelt("a height by a tag", "616801", "6168c24101"),
        spelt("no value for a height", "616801", "6168f7"),
        spelt("another tag on a link", "d82a5825", "d82b5825"),
        spelt("a link of a long length", "d82a5825", "d82a590025"),
        spelt("a link by SHA-256", "00017" + "11e20", "00017" + "11220"),
        spelt("a link to another codec", "0001711e20", "0001701e20"),
        spelt("a link without its zero", "58250001711e20", "582401711e20"),
        spelt("a member twice", "6474726565a4616801", "6474726565a5616801616801"),
        spelt("members out of order", "(616801)(64726f6f74d82a5825.{74})", "$2$1"),
        spelt("a name that is a number", "616801", "0001"),
        spelt("a name that is not UTF-8", "616801", "61ff01"),
        spelt("a store's name that is not UTF-8", "656e6f746573", "656e6f7465ff"),
        valued("a text for the height", "tree.h", "1"),
        valued("null for the height", "tree.h", Optional.empty()),
        valued("null for the root", "tree.root", Optional.empty()),
        valued("a text for the root", "tree.root", FIRST.database().toString()),
        valued("bytes for the root", "tree.root", FIRST.database().bytes()),
        valued("a text for a parent", "tree.parents.0", FIRST.database().toString()),
        valued("null for a parent", "tree.parents.0", Optional.empty()),
        valued("a map for the parents", "tree.parents", Map.of()),
        valued("a link for the parents", "tree.parents", FIRST.database()),
        valued("a text for the metadata", "tree.metadata", "{}"),
        valued("null for the metadata", "tree.metadata", Optional.empty()),
        valued("a list for the tree", "tree", List.of()),
        valued("a map for the stores", "subtrees", Map.of()),
        valued("a list for a store", "subtrees.0", List.of()),
        valued("a text for the data", "subtrees.0.data", "data"),
        valued("null for the data", "subtrees.0.data", Optional.empty()),
        valued("null for a store's height", "subtrees.0.h", Optional.empty()),
        valued("bytes for a store's name", "subtrees.0.name", new byte[] {'a'}),
        valued("null for a store's parents", "subtrees.0.parents", Optional.empty()),
        valued("a list for who signed", "sig.key", List.of()),
        valued("a text for the hint", "sig.key.Direct.hint", "name"),
        valued("bytes for the key", "sig.key.Direct.hint.pubkey", new byte[32]),
        valued("a number for the global key", "sig.key.Direct.hint.is_global", 1L),
        valued("a list for the signature and its key", "sig", List.of()),
        forged("bytes for the signature", RawEntry.of(MERGE).set("sig.sig", new byte[64]).bytes()),
        forged(
            "null for the signature", RawEntry.of(MERGE).set("sig.sig", Optional.empty()).bytes()));
  }

  private static Forgery forged(String name, byte[] bytes) {
    return Forgery.read(name, ENCODING, bytes);
  }

  private static Forgery valued(String name, String path, Object value) {
    RawEntry raw = RawEntry.of(FIRST).set(path, value);
    return forged(name, path.equals("sig") ? raw.bytes() : raw.signed());
  }

  private static Forgery spelt(String name, String regex, String replacement) {
    String spelt = HEX.replaceFirst(regex, replacement);
    if (spelt.equals(HEX)) {
      throw new IllegalStateException("Nothing was changed: " + name);
    }
    return forged(name, HexFormat.of().parseHex(spelt));
  }
}
