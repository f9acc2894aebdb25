package dev.couchgrass.conformance.entry;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for a store of entries: most of what they say is done, some must be refused. */
final class EntryScripts {
  private static final int MOST_STEPS = 30;

  private EntryScripts() {}

  static Arbitrary<Script<EntryTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, puts()),
            Tuple.of(6, statuses()),
            Tuple.of(8, questions()),
            Tuple.of(2, keeps()),
            Tuple.of(1, Arbitraries.of(Step.of("compare"), Step.of("reopen"), Step.of("crash"))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(EntryTrial.class, steps));
  }

  private static Arbitrary<Integer> entries() {
    return Arbitraries.integers().between(0, EntryPool.ALL.size() - 1).withoutEdgeCases();
  }

  private static Arbitrary<Integer> stores() {
    return Arbitraries.integers().between(0, EntryPool.STORES.size() - 1).withoutEdgeCases();
  }

  private static Arbitrary<Integer> few() {
    return Arbitraries.integers().between(0, 3).withoutEdgeCases();
  }

  private static Arbitrary<Step> puts() {
    return Arbitraries.oneOf(
        entries().map(number -> Step.of("put", number)),
        Combinators.combine(entries(), entries(), entries())
            .as((first, second, third) -> Step.of("putAll", first, second, third)),
        Combinators.combine(entries(), entries())
            .as((first, second) -> Step.of("putVerified", first, second)),
        entries().map(number -> Step.of("bring", number)),
        entries().map(number -> Step.of("bring", number)));
  }

  private static Arbitrary<Step> statuses() {
    return Arbitraries.oneOf(
        entries().map(number -> Step.of("verify", number)),
        Combinators.combine(entries(), entries(), entries())
            .as((first, second, third) -> Step.of("verifyAll", first, second, third)),
        entries().map(number -> Step.of("fail", number)),
        Combinators.combine(entries(), entries())
            .as((first, second) -> Step.of("retract", first, second)),
        entries().map(number -> Step.of("retract", number, number)),
        Combinators.combine(Arbitraries.of(0, 0, 1), few())
            .as((root, which) -> Step.of("retractTip", root, which)),
        Combinators.combine(Arbitraries.of(0, 0, 1), few())
            .as((root, which) -> Step.of("retractTip", root, which)),
        Combinators.combine(entries(), few(), entries(), few())
            .as((first, one, second, other) -> Step.of("settleBoth", first, one, second, other)));
  }

  private static Arbitrary<Step> questions() {
    return Arbitraries.oneOf(
        Combinators.combine(stores(), entries(), entries(), entries())
            .as((store, from, to, other) -> Step.of("history", store, from, to, other)),
        Combinators.combine(stores(), entries(), entries())
            .as((store, from, to) -> Step.of("history", store, from, to, 0)),
        Combinators.combine(stores(), entries(), entries())
            .as((store, first, second) -> Step.of("mergeBase", store, first, second, second)),
        Combinators.combine(stores(), entries(), entries(), entries())
            .as((store, first, second, third) -> Step.of("mergeBase", store, first, second, third)),
        Combinators.combine(stores(), entries())
            .as((store, target) -> Step.of("firstParentPath", store, target)),
        Combinators.combine(stores(), entries(), entries())
            .as((store, first, second) -> Step.of("tipsAt", store, first, second)),
        Combinators.combine(entries(), entries(), entries())
            .as((from, first, second) -> Step.of("reaches", from, first, second)));
  }

  private static Arbitrary<Step> keeps() {
    return Arbitraries.oneOf(
        Combinators.combine(few(), entries(), stores(), few())
            .as((user, id, store, state) -> Step.of("cacheState", user, id, store, state)),
        Arbitraries.just(Step.of("clearStates")),
        Combinators.combine(few(), few())
            .as((metadata, secrets) -> Step.of("setInstance", metadata, secrets)),
        Combinators.combine(Arbitraries.of(0, 1), few())
            .as((root, status) -> Step.of("hold", root, status)),
        Arbitraries.just(Step.of("release")));
  }
}
