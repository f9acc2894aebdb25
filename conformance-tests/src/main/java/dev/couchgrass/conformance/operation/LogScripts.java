package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for logs: they grow faster than they are shortened, and some must be refused. */
final class LogScripts {
  private static final int MOST_STEPS = 40;

  private LogScripts() {}

  static Arbitrary<Script<LogTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, appends()),
            Tuple.of(5, others()),
            Tuple.of(4, removals()),
            Tuple.of(5, reads()),
            Tuple.of(3, ends()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(LogTrial.class, steps));
  }

  /** One of the logs more often than the others, so that there are long ones. */
  private static Arbitrary<Integer> logs() {
    return Arbitraries.of(0, 0, 0, 0, 1, 2, 3);
  }

  private static Arbitrary<Integer> between(int least, int most) {
    return Arbitraries.integers().between(least, most).withoutEdgeCases();
  }

  private static Arbitrary<Step> appends() {
    return Combinators.combine(
            logs(), Arbitraries.of("append", "append", "append", "appendBodiless", "appendPruning"))
        .as((log, method) -> Step.of(method, log));
  }

  private static Arbitrary<Step> others() {
    return Arbitraries.oneOf(
        Combinators.combine(logs(), between(-3, 3), Arbitraries.of(true, false))
            .as((log, from, prunes) -> Step.of("misplace", log, from, prunes)),
        Combinators.combine(between(0, 30), logs())
            .as((operation, log) -> Step.of("again", operation, log)),
        between(0, 30).map(operation -> Step.of("whole", operation)));
  }

  private static Arbitrary<Step> removals() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, between(0, 30).map(operation -> Step.of("delete", operation))),
        Tuple.of(3, between(0, 30).map(operation -> Step.of("deleteBody", operation))),
        Tuple.of(
            3,
            Combinators.combine(logs(), between(-2, 4))
                .as((log, kept) -> Step.of("prune", log, kept))),
        Tuple.of(1, logs().map(log -> Step.of("forget", log))));
  }

  private static Arbitrary<Step> reads() {
    return Combinators.combine(
            logs(), between(-1, 9), between(-1, 12), between(1, 5), between(1, 1_000))
        .as((log, after, until, rows, bytes) -> Step.of("read", log, after, until, rows, bytes));
  }

  static Arbitrary<Step> ends() {
    return Arbitraries.of("commit", "commit", "commit", "rollback", "compare", "reopen", "crash")
        .map(Step::of);
  }
}
