package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.OperationProblem.BODY_TOO_LARGE;
import static dev.couchgrass.core.operation.OperationProblem.ENCODING;
import static dev.couchgrass.core.operation.OperationProblem.EXCESS_ELEMENTS;
import static dev.couchgrass.core.operation.OperationProblem.EXTENSIONS_KIND;
import static dev.couchgrass.core.operation.OperationProblem.HEADER_TOO_LARGE;
import static dev.couchgrass.core.operation.OperationProblem.LOG_FULL;
import static dev.couchgrass.core.operation.OperationProblem.MALFORMED_HASH;
import static dev.couchgrass.core.operation.OperationProblem.MALFORMED_KEY;
import static dev.couchgrass.core.operation.OperationProblem.MALFORMED_SIGNATURE;
import static dev.couchgrass.core.operation.OperationProblem.MISSING_ELEMENT;
import static dev.couchgrass.core.operation.OperationProblem.NUMBER_RANGE;
import static dev.couchgrass.core.operation.World.FIRST;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elements that are too many, too few, too long or too great, all signed rightly. */
final class ForgedElements {
  private static final byte[] HASH = new byte[32];
  private static final Object NULL = Optional.empty();

  private ForgedElements() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.addAll(counts());
    rows.addAll(numbers());
    rows.addAll(bytes());
    rows.addAll(extensions());
    rows.addAll(sizes());
    return rows;
  }

  private static List<Forgery> counts() {
    return List.of(
        Forgery.read("an empty list", MISSING_ELEMENT, new byte[] {(byte) 0x80}),
        Forgery.read("a version alone", MISSING_ELEMENT, HexFormat.of().parseHex("8101")),
        rest("version, key and signature alone", MISSING_ELEMENT),
        rest("no sequence number", MISSING_ELEMENT, 0L),
        rest("a body's hash and no sequence number", MISSING_ELEMENT, 5L, HASH),
        rest("a timestamp and no extensions", MISSING_ELEMENT, 0L, 7L, 0L),
        rest("a timestamp, a backlink and no extensions", MISSING_ELEMENT, 0L, 7L, 1L, HASH),
        rest("an element behind the extensions", EXCESS_ELEMENTS, 0L, 0L, true, true),
        rest("a number behind the extensions", EXCESS_ELEMENTS, 0L, 0L, List.of(), 1L),
        rest("null behind null", EXCESS_ELEMENTS, 0L, 7L, 0L, NULL, NULL),
        rest("two backlinks", EXTENSIONS_KIND, 0L, 1L, HASH, HASH),
        rest("a third number", EXTENSIONS_KIND, 0L, 7L, 0L, 0L));
  }

  private static List<Forgery> numbers() {
    long full = OperationLimits.MAX_SEQUENCE_NUMBER;
    return List.of(
        raw("a negative version", NUMBER_RANGE, RawHeader.VERSION, -1L),
        raw("a version of 17 bits", NUMBER_RANGE, RawHeader.VERSION, 65_536L),
        rest("a negative size", NUMBER_RANGE, -1L, 0L),
        rest("a size beyond a body's", NUMBER_RANGE, OperationLimits.MAX_BODY_BYTES + 1L, HASH, 0L),
        rest("a size of 33 bits", NUMBER_RANGE, 1L << 32, HASH, 0L),
        rest("the greatest size", NUMBER_RANGE, Long.MAX_VALUE, HASH, 0L),
        rest("a negative sequence number", NUMBER_RANGE, 0L, -1L, HASH),
        rest("a sequence number of 33 bits", NUMBER_RANGE, 0L, full + 1, HASH),
        rest("a stamped sequence number of 33 bits", NUMBER_RANGE, 0L, 7L, full + 1, HASH, NULL),
        rest("a negative stamped sequence number", NUMBER_RANGE, 0L, 7L, -1L, HASH, NULL),
        rest("a negative timestamp", NUMBER_RANGE, 0L, -7L, 0L, NULL),
        rest("a late timestamp", NUMBER_RANGE, 0L, OperationLimits.MAX_TIMESTAMP + 1, 0L, NULL),
        Forgery.made("one more in a full log", LOG_FULL, ForgedElements::fill));
  }

  private static void fill() {
    byte[] last = RawHeader.ofRest(0L, OperationLimits.MAX_SEQUENCE_NUMBER, HASH).signed();
    OperationBuilder.after(Header.decode(last));
  }

  private static List<Forgery> bytes() {
    byte[] one = new byte[32];
    one[0] = 1;
    return List.of(
        raw("an empty key", MALFORMED_KEY, RawHeader.KEY, new byte[0]),
        raw("a key of 31 bytes", MALFORMED_KEY, RawHeader.KEY, new byte[31]),
        raw("a key of 33 bytes", MALFORMED_KEY, RawHeader.KEY, new byte[33]),
        raw("a key of order 1", MALFORMED_KEY, RawHeader.KEY, one),
        raw("a key of order 4", MALFORMED_KEY, RawHeader.KEY, new byte[32]),
        raw("a key that is no canonical point", MALFORMED_KEY, RawHeader.KEY, World.filled(255)),
        raw("an empty signature", MALFORMED_SIGNATURE, RawHeader.SIGNATURE, new byte[0]),
        raw("a signature of 63 bytes", MALFORMED_SIGNATURE, RawHeader.SIGNATURE, new byte[63]),
        raw("a signature of 65 bytes", MALFORMED_SIGNATURE, RawHeader.SIGNATURE, new byte[65]),
        rest("an empty hash of the body", MALFORMED_HASH, 5L, new byte[0], 0L),
        rest("a hash of the body of 31 bytes", MALFORMED_HASH, 5L, new byte[31], 0L),
        rest("a hash of the body of 64 bytes", MALFORMED_HASH, 5L, new byte[64], 0L),
        rest("an empty backlink", MALFORMED_HASH, 0L, 1L, new byte[0]),
        rest("a backlink of 33 bytes", MALFORMED_HASH, 0L, 1L, new byte[33]));
  }

  private static List<Forgery> extensions() {
    return List.of(
        rest("null for extensions", EXTENSIONS_KIND, 0L, 0L, NULL),
        rest("null for extensions behind a backlink", EXTENSIONS_KIND, 0L, 1L, HASH, NULL),
        rest("a number for extensions", EXTENSIONS_KIND, 0L, 1L, HASH, 1L),
        rest("bytes for stamped extensions", EXTENSIONS_KIND, 0L, 7L, 1L, HASH, HASH),
        rest("extensions that are too deep", ENCODING, 0L, 0L, nested(17)),
        Forgery.made("a number alone", EXTENSIONS_KIND, () -> Extensions.decode(new byte[] {1})),
        Forgery.made(
            "null alone", EXTENSIONS_KIND, () -> Extensions.decode(new byte[] {(byte) 0xf6})),
        Forgery.made("no extensions at all", ENCODING, () -> Extensions.decode(new byte[0])),
        Forgery.made(
            "two values", ENCODING, () -> Extensions.decode(HexFormat.of().parseHex("f5f5"))));
  }

  private static List<Forgery> sizes() {
    int most = OperationLimits.MAX_HEADER_BYTES;
    return List.of(
        rest("a header of a long text", HEADER_TOO_LARGE, 0L, 0L, "x".repeat(most)),
        Forgery.read("too many bytes of anything", HEADER_TOO_LARGE, new byte[most + 1]),
        Forgery.made(
            "a builder's large header",
            HEADER_TOO_LARGE,
            () -> OperationBuilder.first().extensions(text(most)).sign(World.ALICE)),
        Forgery.made(
            "a body with a byte too many",
            BODY_TOO_LARGE,
            () -> Body.of(new byte[OperationLimits.MAX_BODY_BYTES + 1])));
  }

  static Extensions text(int length) {
    return Extensions.decode(dev.couchgrass.core.cbor.CborValue.encode("x".repeat(length)));
  }

  static Object nested(int depth) {
    return depth == 1
        ? List.of()
        : depth % 2 == 0 ? List.of(nested(depth - 1)) : Map.of("a", nested(depth - 1));
  }

  private static Forgery raw(String name, OperationProblem problem, int place, Object value) {
    return Forgery.read(name, problem, RawHeader.of(FIRST).set(place, value).bytes());
  }

  private static Forgery rest(String name, OperationProblem problem, Object... rest) {
    return Forgery.read(name, problem, RawHeader.ofRest(rest).signed());
  }
}
