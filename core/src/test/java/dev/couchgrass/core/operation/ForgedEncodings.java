package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.OperationProblem.ENCODING;
import static dev.couchgrass.core.operation.World.FULL;

import dev.couchgrass.core.cbor.CborValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other spellings of an honest header, and values that are none of an element's. */
final class ForgedEncodings {
  private static final byte[] BYTES = FULL.header().bytes();
  private static final String HEX = HexFormat.of().formatHex(BYTES);

  private ForgedEncodings() {}

  static List<Forgery> rows() {
    return List.of(
        forged("nothing", new byte[0]),
        forged("half of it", Arrays.copyOf(BYTES, BYTES.length / 2)),
        forged("a byte less", Arrays.copyOf(BYTES, BYTES.length - 1)),
        forged("a byte more", Arrays.copyOf(BYTES, BYTES.length + 1)),
        forged("twice", HexFormat.of().parseHex(HEX + HEX)),
        forged("a map", CborValue.encode(Map.of("version", 1L))),
        forged("bytes around it", CborValue.encode(BYTES)),
        spelt("a long count of elements", "^89", "9809"),
        spelt("an open count of elements", "^89(.*)$", "9f$1ff"),
        spelt("a longer version", "^8901", "891801"),
        spelt("a version of nine bytes", "^8901", "891b0000000000000001"),
        spelt("a version as a float", "^8901", "89fb3ff0000000000000"),
        spelt("a version of 16 bits' float", "^8901", "89f93c00"),
        spelt("a version by a tag", "^8901", "89c24101"),
        spelt("no value for a version", "^8901", "89f7"),
        spelt("a long length of the key", "^89015820", "8901590020"),
        spelt("a key in open pieces", "^89015820(.{64})", "89015f5820$1ff"),
        spelt("a long length of the signature", "5840", "590040"),
        spelt("a longer size of the body", "045820", "18045820"),
        spelt("a size beyond 63 bits", "045820", "1bffffffffffffffff5820"),
        spelt("a longer sequence number", "015820(.{64}a3)", "18015820$1"),
        spelt("a longer timestamp", "1b0006.{12}", "1b00000000000000ff"),
        spelt("a member of the extensions twice", "a3636c6f67", "a4636c6f6740636c6f67"),
        spelt("a long count of members", "a3636c6f67", "b803636c6f67"),
        spelt("an open map of extensions", "a3(636c6f67.*)$", "bf$1ff"),
        spelt("a name that is a number", "657072756e65f5", "00f5"),
        spelt("a name that is not UTF-8", "657072756e65f5", "65707275ffffF5"),
        spelt("undefined for the prune flag", "657072756e65f5", "657072756e65f7"),
        spelt("a link in the extensions of another tag", "657072756e65f5", "657072756e65c240"),
        valued("a text for the version", RawHeader.VERSION, "1"),
        valued("null for the version", RawHeader.VERSION, Optional.empty()),
        valued("a text for the key", RawHeader.KEY, World.ALICE.publicKey().toString()),
        valued("null for the key", RawHeader.KEY, Optional.empty()),
        valued("null for the signature", RawHeader.SIGNATURE, Optional.empty()),
        valued("a text for the signature", RawHeader.SIGNATURE, "signature"),
        valued("null for the size", RawHeader.SIZE, Optional.empty()),
        valued("bytes for the size", RawHeader.SIZE, new byte[1]),
        valued("null for the body's hash", RawHeader.HASH, Optional.empty()),
        valued("a text for the body's hash", RawHeader.HASH, "hash"),
        valued("null for the timestamp", RawHeader.AFTER_HASH, Optional.empty()),
        valued("a float for the timestamp", RawHeader.AFTER_HASH, 1.5));
  }

  private static Forgery forged(String name, byte[] bytes) {
    return Forgery.read(name, ENCODING, bytes);
  }

  private static Forgery valued(String name, int place, Object value) {
    return forged(name, RawHeader.of(FULL).set(place, value).bytes());
  }

  private static Forgery spelt(String name, String regex, String replacement) {
    String spelt = HEX.replaceFirst(regex, replacement);
    if (spelt.equals(HEX)) {
      throw new IllegalStateException("Nothing was changed: " + name);
    }
    return forged(name, HexFormat.of().parseHex(spelt));
  }
}
