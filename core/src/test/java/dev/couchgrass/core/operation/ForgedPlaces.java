package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.OperationProblem.BACKLINK_MISMATCH;
import static dev.couchgrass.core.operation.OperationProblem.BACKLINK_MISSING;
import static dev.couchgrass.core.operation.OperationProblem.FORK;
import static dev.couchgrass.core.operation.OperationProblem.MALFORMED_EXTENSIONS;
import static dev.couchgrass.core.operation.OperationProblem.OTHER_LOG;
import static dev.couchgrass.core.operation.OperationProblem.PREVIOUS_NOT_SORTED;
import static dev.couchgrass.core.operation.OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL;
import static dev.couchgrass.core.operation.OperationProblem.TOO_MANY_AUTHORS;
import static dev.couchgrass.core.operation.OperationProblem.TOO_MANY_PREVIOUS;
import static dev.couchgrass.core.operation.World.BOB;
import static dev.couchgrass.core.operation.World.FIRST;
import static dev.couchgrass.core.operation.World.FOURTH;
import static dev.couchgrass.core.operation.World.LOG;
import static dev.couchgrass.core.operation.World.NOTES;
import static dev.couchgrass.core.operation.World.OTHER_SECOND;
import static dev.couchgrass.core.operation.World.OTHER_THIRD;
import static dev.couchgrass.core.operation.World.SECOND;
import static dev.couchgrass.core.operation.World.THIRD;
import static dev.couchgrass.core.operation.World.pruning;

import dev.couchgrass.core.hash.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that are valid, and have no place in the log; and such as can't tell theirs. */
final class ForgedPlaces {
  private static final LogId OTHER = LogId.ofBytes(World.text("other"));
  private static final Operation BOBS = OperationBuilder.first().sign(BOB);

  private ForgedPlaces() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.addAll(places());
    rows.addAll(prunings());
    rows.addAll(pairs());
    rows.addAll(extensions());
    return rows;
  }

  private static List<Forgery> places() {
    Operation elsewhere =
        OperationBuilder.first().extensions(LogExtensions.NONE.withLog(OTHER)).sign(World.ALICE);
    return List.of(
        placed("another author, at the beginning", TOO_MANY_AUTHORS, Held.NOTHING, BOBS),
        placed("another author, later", TOO_MANY_AUTHORS, held(FIRST), BOBS),
        placed("another log, at the beginning", OTHER_LOG, Held.NOTHING, elsewhere),
        placed("another log, later", OTHER_LOG, held(FIRST), elsewhere),
        placed("another first", FORK, held(FIRST), OperationBuilder.first().sign(World.ALICE)),
        placed("another second", FORK, held(SECOND), OTHER_SECOND),
        placed("another second, later", FORK, held(FOURTH, SECOND), OTHER_SECOND),
        placed("a third of another second", BACKLINK_MISMATCH, held(SECOND), OTHER_THIRD),
        placed("what was pruned", SEQUENCE_NUMBER_NON_INCREMENTAL, held(FOURTH), SECOND),
        placed(
            "the first of what was pruned", SEQUENCE_NUMBER_NON_INCREMENTAL, held(THIRD), FIRST));
  }

  private static List<Forgery> prunings() {
    return List.of(
        placed("a pruning one at the head", FORK, held(SECOND), pruning(FIRST, "prune")),
        placed(
            "a pruning one below the head",
            SEQUENCE_NUMBER_NON_INCREMENTAL,
            held(FOURTH),
            pruning(FIRST, "prune")),
        placed(
            "a pruning one instead of another",
            FORK,
            held(FOURTH, THIRD),
            pruning(SECOND, "prune")),
        placed(
            "a pruning one of another second",
            BACKLINK_MISMATCH,
            held(SECOND),
            pruning(OTHER_SECOND, "prune")),
        placed(
            "a pruning one of another log",
            OTHER_LOG,
            Held.NOTHING,
            OperationBuilder.after(THIRD.header())
                .extensions(LogExtensions.NONE.withLog(OTHER).withPrune(true))
                .sign(World.ALICE)));
  }

  private static List<Forgery> pairs() {
    return List.of(
        follows("behind another author's", TOO_MANY_AUTHORS, BOBS.header(), SECOND.header()),
        follows("behind itself", SEQUENCE_NUMBER_NON_INCREMENTAL, FIRST.header(), FIRST.header()),
        follows("two behind", SEQUENCE_NUMBER_NON_INCREMENTAL, FIRST.header(), THIRD.header()),
        follows("one before", SEQUENCE_NUMBER_NON_INCREMENTAL, SECOND.header(), FIRST.header()),
        follows(
            "without a backlink",
            BACKLINK_MISSING,
            FIRST.header(),
            Header.decode(RawHeader.ofRest(0L, 1L).signed())),
        follows("of another second", BACKLINK_MISMATCH, SECOND.header(), OTHER_THIRD.header()));
  }

  private static List<Forgery> extensions() {
    List<Hash> ids = World.ids(2);
    byte[] one = ids.get(0).bytes();
    byte[] two = ids.get(1).bytes();
    return List.of(
        says("a text for the log", MALFORMED_EXTENSIONS, "log", "notes"),
        says("an empty log", MALFORMED_EXTENSIONS, "log", new byte[0]),
        says("a log of 256 bytes", MALFORMED_EXTENSIONS, "log", new byte[256]),
        says("a prune flag that is a number", MALFORMED_EXTENSIONS, "prune", 1L),
        says("a prune flag that says nothing", MALFORMED_EXTENSIONS, "prune", false),
        says("null for a prune flag", MALFORMED_EXTENSIONS, "prune", Optional.empty()),
        says("bytes for previous ones", MALFORMED_EXTENSIONS, "previous", one),
        says("no previous ones", MALFORMED_EXTENSIONS, "previous", List.of()),
        says("a text among previous ones", MALFORMED_EXTENSIONS, "previous", List.of(one, "x")),
        says("a previous one of 31 bytes", MALFORMED_EXTENSIONS, "previous", List.of(new byte[31])),
        says("a previous one twice", PREVIOUS_NOT_SORTED, "previous", List.of(one, one)),
        says("previous ones out of order", PREVIOUS_NOT_SORTED, "previous", List.of(two, one)),
        says("too many previous ones", TOO_MANY_PREVIOUS, "previous", tooMany()));
  }

  private static List<byte[]> tooMany() {
    return World.ids(OperationLimits.MAX_PREVIOUS + 1).stream().map(Hash::bytes).toList();
  }

  private static Held held(Operation head) {
    return Held.head(head.header());
  }

  private static Held held(Operation head, Operation same) {
    return new Held(Optional.of(head.header()), Optional.of(same.header()));
  }

  private static Forgery placed(
      String name, OperationProblem problem, Held held, Operation operation) {
    return Forgery.placed(name, problem, LOG, held, operation.header());
  }

  private static Forgery follows(
      String name, OperationProblem problem, Header past, Header header) {
    return Forgery.made(name, problem, () -> LogCheck.requireFollows(past, header));
  }

  private static Forgery says(String name, OperationProblem problem, String member, Object value) {
    byte[] bytes = RawHeader.ofRest(0L, 0L, Map.of(member, value)).signed();
    return Forgery.placed(
        name, problem, new Log(LOG.author(), NOTES), Held.NOTHING, Header.decode(bytes));
  }
}
