package dev.couchgrass.conformance.model;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for a store, over so few documents and revisions that they often conflict. */
final class StoreScripts {
  private static final int MOST_STEPS = 30;

  /** In their order, which is not that of their UTF-16 units. */
  private static final String[] IDS = {"_design/b", "a", "\ue000", "\ud83d\ude00"};

  private StoreScripts() {}

  static Arbitrary<Script<StoreTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, edits()),
            Tuple.of(4, attachments()),
            Tuple.of(3, upkeep()),
            Tuple.of(5, reads()),
            Tuple.of(1, Arbitraries.of(Step.of("compare"), Step.of("reopen"), Step.of("crash"))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(StoreTrial.class, steps));
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.frequency(
        Tuple.of(4, "a"), Tuple.of(2, IDS[0]), Tuple.of(1, IDS[2]), Tuple.of(1, IDS[3]));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(ids(), Arbitraries.of("", "b", "_"));
  }

  private static Arbitrary<Integer> choice() {
    return Arbitraries.integers().between(0, 3);
  }

  private static Arbitrary<Integer> bodies() {
    return Arbitraries.integers().between(0, 5);
  }

  private static Arbitrary<Boolean> either() {
    return Arbitraries.of(false, true);
  }

  private static Arbitrary<String> branches() {
    return Arbitraries.strings().withChars("xyd").ofMinLength(1).ofMaxLength(4);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("f", "g");
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.of(0, 1, 100, 65_536, 150_000);
  }

  private static Arbitrary<Step> edits() {
    return Arbitraries.oneOf(
        Combinators.combine(ids(), bodies()).as((id, body) -> Step.of("create", id, body)),
        Combinators.combine(ids(), ids(), bodies())
            .as((first, second, body) -> Step.of("createBoth", first, second, body)),
        Combinators.combine(ids(), choice(), bodies())
            .as((id, leaf, body) -> Step.of("update", id, leaf, body)),
        Combinators.combine(ids(), choice(), bodies())
            .as((id, leaf, body) -> Step.of("delete", id, leaf, body)),
        Combinators.combine(ids(), choice(), bodies())
            .as((id, revision, body) -> Step.of("stale", id, revision, body)),
        grafts(),
        grafts());
  }

  private static Arbitrary<Step> grafts() {
    return Combinators.combine(ids(), branches(), choice())
        .as((id, branch, told) -> Step.of("graft", id, branch, told));
  }

  private static Arbitrary<Step> attachments() {
    return Arbitraries.oneOf(
        Combinators.combine(ids(), choice(), names(), sizes())
            .as((id, leaf, name, size) -> Step.of("attach", id, leaf, name, size)),
        Combinators.combine(ids(), choice(), names())
            .as((id, leaf, name) -> Step.of("detach", id, leaf, name)),
        Combinators.combine(ids(), choice()).as((id, leaf) -> Step.of("keepUnknown", id, leaf)),
        Combinators.combine(ids(), choice(), names(), sizes(), sizes())
            .as(
                (id, revision, name, from, length) ->
                    Step.of("readAttachment", id, revision, name, from, length)));
  }

  private static Arbitrary<Step> upkeep() {
    return Arbitraries.oneOf(
        Combinators.combine(ids(), choice()).as((id, leaf) -> Step.of("purge", id, leaf)),
        Combinators.combine(ids(), choice()).as((id, inner) -> Step.of("purgeInner", id, inner)),
        Arbitraries.just(Step.of("compact")),
        Combinators.combine(ids(), choice(), bodies())
            .as((id, parent, body) -> Step.of("putLocal", id, parent, body)),
        ids().map(id -> Step.of("removeLocal", id)));
  }

  private static Arbitrary<Step> reads() {
    return Arbitraries.oneOf(
        Combinators.combine(ids(), choice(), either())
            .as((id, revision, latest) -> Step.of("get", id, revision, latest)),
        Combinators.combine(ids(), branches(), either())
            .as((id, branch, latest) -> Step.of("openRevisions", id, branch, latest)),
        Combinators.combine(ids(), ids(), choice())
            .as((first, second, revision) -> Step.of("bulkGet", first, second, revision)),
        Combinators.combine(ids(), branches())
            .as((id, branch) -> Step.of("revisionsDiff", id, branch)),
        Combinators.combine(keys(), keys(), either(), choice(), choice())
            .as(
                (from, to, descending, skip, limit) ->
                    Step.of("list", from, to, descending, skip, limit + 1)),
        Combinators.combine(ids(), ids(), ids())
            .as((first, second, third) -> Step.of("listKeys", first, second, third)),
        Combinators.combine(Arbitraries.integers().between(0, 9), choice(), either())
            .as((since, limit, descending) -> Step.of("changes", since, limit + 1, descending)));
  }
}
