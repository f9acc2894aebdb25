package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.OperationProblem.BACKLINK_MISSING;
import static dev.couchgrass.core.operation.OperationProblem.INCONSISTENT_PAYLOAD_INFO;
import static dev.couchgrass.core.operation.OperationProblem.SEQUENCE_NUMBER_MISMATCH;
import static dev.couchgrass.core.operation.OperationProblem.UNSUPPORTED_VERSION;
import static dev.couchgrass.core.operation.World.FIRST;
import static dev.couchgrass.core.operation.World.FULL;
import static dev.couchgrass.core.operation.World.text;

import java.util.List;
import java.util.Optional;

/** Elements that do not fit together, all signed rightly; and bodies of other headers. */
final class ForgedRoles {
  private static final byte[] HASH = new byte[32];
  private static final Operation BARE = OperationBuilder.first().sign(World.ALICE);

  private ForgedRoles() {}

  static List<Forgery> rows() {
    return List.of(
        version(0L),
        version(2L),
        version(65_535L),
        rest("a hash of no body", INCONSISTENT_PAYLOAD_INFO, 0L, HASH, 0L),
        rest("a body without a hash", INCONSISTENT_PAYLOAD_INFO, 5L, 0L),
        rest("a hash of no body, later", INCONSISTENT_PAYLOAD_INFO, 0L, HASH, 1L, HASH),
        rest("a stamped body without a hash", INCONSISTENT_PAYLOAD_INFO, 5L, 7L, 0L, true),
        rest("a backlink at the beginning", SEQUENCE_NUMBER_MISMATCH, 0L, 0L, HASH),
        rest(
            "a backlink at the beginning, and a body",
            SEQUENCE_NUMBER_MISMATCH,
            5L,
            HASH,
            0L,
            HASH),
        rest(
            "a stamped backlink at the beginning",
            SEQUENCE_NUMBER_MISMATCH,
            0L,
            7L,
            0L,
            HASH,
            true),
        rest("no backlink", BACKLINK_MISSING, 0L, 1L),
        rest("no backlink, far on", BACKLINK_MISSING, 0L, OperationLimits.MAX_SEQUENCE_NUMBER),
        rest("no backlink before extensions", BACKLINK_MISSING, 0L, 1L, List.of()),
        rest("no stamped backlink", BACKLINK_MISSING, 0L, 7L, 1L, Optional.empty()),
        Forgery.mismatched("another body", FIRST, text("other")),
        Forgery.mismatched("a body with a byte more", FIRST, text("first!")),
        Forgery.mismatched("a body with a byte less", FIRST, text("firs")),
        Forgery.mismatched("an empty body", FIRST, new byte[0]),
        Forgery.mismatched("a body where none is", BARE, text("first")),
        Forgery.mismatched("an empty body where none is", BARE, new byte[0]),
        Forgery.mismatched("another body beside all else", FULL, text("fulL")),
        Forgery.made(
            "a builder's empty body",
            OperationProblem.PAYLOAD_MISMATCH,
            () -> OperationBuilder.first().body(new byte[0]).sign(World.ALICE)));
  }

  private static Forgery version(long version) {
    return Forgery.invalid(
        "version " + version,
        UNSUPPORTED_VERSION,
        RawHeader.of(FIRST).set(RawHeader.VERSION, version).signed());
  }

  private static Forgery rest(String name, OperationProblem problem, Object... rest) {
    return Forgery.invalid(name, problem, RawHeader.ofRest(rest).signed());
  }
}
