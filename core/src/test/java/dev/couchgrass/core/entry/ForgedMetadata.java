package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.EntryProblem.IDS_NOT_SORTED;
import static dev.couchgrass.core.entry.EntryProblem.MALFORMED_METADATA;
import static dev.couchgrass.core.entry.EntryProblem.NOT_AN_ENTRY_ID;
import static dev.couchgrass.core.entry.EntryProblem.TOO_MANY;
import static dev.couchgrass.core.entry.World.FIRST;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Metadata in other spellings, and of other members. */
final class ForgedMetadata {
  private static final String ID = World.GENESIS.id().toString();
  private static final String TIPS = "\"settings_tips\":[\"" + ID + "\"]";
  private static final String ENTROPY = "\"entropy\":null";

  private ForgedMetadata() {}

  static List<Forgery> rows() {
    List<Cid> two = World.ids(2);
    return List.of(
        malformed("no metadata", ""),
        malformed("metadata that is no JSON", "{" + TIPS),
        malformed("metadata that is a list", "[]"),
        malformed("metadata that is empty", "{}"),
        malformed("metadata with white space", "{" + TIPS + ", " + ENTROPY + "}"),
        malformed("metadata with a line's end", "{" + TIPS + "," + ENTROPY + "}\n"),
        malformed("metadata out of order", "{" + ENTROPY + "," + TIPS + "}"),
        malformed("metadata without entropy", "{" + TIPS + "}"),
        malformed("metadata without tips", "{" + ENTROPY + "}"),
        malformed("metadata with more", "{" + TIPS + "," + ENTROPY + ",\"x\":1}"),
        malformed("metadata twice", "{" + TIPS + "," + ENTROPY + "}{}"),
        malformed("tips twice", "{" + TIPS + "," + TIPS + "," + ENTROPY + "}"),
        malformed("entropy twice", "{" + TIPS + "," + ENTROPY + "," + ENTROPY + "}"),
        malformed("an escaped name", "{\"settings\\u005ftips\":[\"" + ID + "\"]," + ENTROPY + "}"),
        entropy("entropy with a fraction", "1.0"),
        entropy("entropy with an exponent", "1e3"),
        entropy("negative entropy", "-1"),
        entropy("entropy of minus zero", "-0"),
        entropy("entropy with a zero in front", "01"),
        entropy("entropy of 2^64", "18446744073709551616"),
        entropy("entropy of 2^64 + 1", "18446744073709551617"),
        entropy("entropy in a text", "\"1\""),
        entropy("true entropy", "true"),
        entropy("entropy in a list", "[1]"),
        malformed("tips that are a text", "{\"settings_tips\":\"" + ID + "\"," + ENTROPY + "}"),
        malformed("tips that are null", "{\"settings_tips\":null," + ENTROPY + "}"),
        tip("a tip that is a number", "1"),
        tip("a tip that is null", "null"),
        tip("an empty tip", "\"\""),
        tip("a tip in capitals", '"' + ID.toUpperCase(Locale.ROOT) + '"'),
        tip("a tip in other digits", '"' + World.GENESIS.id().hash().toString() + '"'),
        tips("a raw tip to the settings", NOT_AN_ENTRY_ID, List.of(World.rawId())),
        tips("settings out of order", IDS_NOT_SORTED, List.of(two.get(1), two.get(0))),
        tips("settings twice", IDS_NOT_SORTED, List.of(two.get(0), two.get(0))),
        tips("too many settings", TOO_MANY, World.ids(EntryLimits.MAX_IDS + 1)));
  }

  private static Forgery malformed(String name, String json) {
    return row(name, MALFORMED_METADATA, json);
  }

  private static Forgery entropy(String name, String value) {
    return malformed(name, "{" + TIPS + ",\"entropy\":" + value + "}");
  }

  private static Forgery tip(String name, String value) {
    return malformed(name, "{\"settings_tips\":[" + value + "]," + ENTROPY + "}");
  }

  private static Forgery tips(String name, EntryProblem problem, List<Cid> ids) {
    String list =
        ids.stream().map(id -> '"' + id.toString() + '"').collect(Collectors.joining(","));
    return row(name, problem, "{\"settings_tips\":[" + list + "]," + ENTROPY + "}");
  }

  private static Forgery row(String name, EntryProblem problem, String json) {
    return Forgery.read(name, problem, RawEntry.of(FIRST).metadata(json).signed());
  }
}
