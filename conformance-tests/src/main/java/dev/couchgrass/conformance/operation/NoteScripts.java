package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for what is noted beside logs. */
final class NoteScripts {
  private static final int MOST_STEPS = 30;

  private NoteScripts() {}

  static Arbitrary<Script<NoteTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, topics()),
            Tuple.of(4, cursors()),
            Tuple.of(3, states()),
            Tuple.of(5, nodes()),
            Tuple.of(3, LogScripts.ends()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(NoteTrial.class, steps));
  }

  private static Arbitrary<Integer> below(int count) {
    return Arbitraries.integers().between(0, count - 1).withoutEdgeCases();
  }

  private static Arbitrary<Step> topics() {
    return Combinators.combine(
            Arbitraries.of("associate", "associate", "remove"), below(3), below(4))
        .as((method, topic, log) -> Step.of(method, topic, log));
  }

  private static Arbitrary<Step> cursors() {
    return Arbitraries.oneOf(
        Combinators.combine(below(5), below(16), below(5))
            .as((name, logs, height) -> Step.of("setCursor", name, logs, height)),
        Combinators.combine(below(5), below(4), below(6))
            .as((name, log, height) -> Step.of("advance", name, log, height)),
        Combinators.combine(below(5), below(4), below(6))
            .as((name, log, height) -> Step.of("advance", name, log, height)),
        below(5).map(name -> Step.of("deleteCursor", name)));
  }

  private static Arbitrary<Step> states() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Combinators.combine(below(3), below(5), below(100))
                .as((kind, name, state) -> Step.of("setState", kind, name, state))),
        Tuple.of(
            1,
            Combinators.combine(below(3), below(5))
                .as((kind, name) -> Step.of("deleteState", kind, name))));
  }

  private static Arbitrary<Step> nodes() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            4,
            Combinators.combine(
                    below(4), Arbitraries.of(true, false), Arbitraries.of(true, false, false))
                .as((node, bootstrap, stale) -> Step.of("putNode", node, bootstrap, stale))),
        Tuple.of(1, below(4).map(node -> Step.of("removeNode", node))),
        Tuple.of(
            3,
            Combinators.combine(below(4), below(8))
                .as((node, topics) -> Step.of("setTopics", node, topics))));
  }
}
