package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.replication.net.Weather;
import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts, over so few documents and revisions that replicas often disagree. */
final class ReplicationScripts {
  private static final int MOST_STEPS = 40;

  private ReplicationScripts() {}

  static Arbitrary<Script<ReplicationTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(10, edits()),
            Tuple.of(6, replications()),
            Tuple.of(6, runs()),
            Tuple.of(2, weather()),
            Tuple.of(3, interruptions()),
            Tuple.of(1, heals()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(ReplicationTrial.class, steps));
  }

  private static Arbitrary<Integer> replicas() {
    return Arbitraries.integers().between(0, 3);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.of("a", "b", "c", "_design/d", "e");
  }

  private static Arbitrary<Integer> few() {
    return Arbitraries.integers().between(0, 3);
  }

  private static Arbitrary<Integer> seeds() {
    return Arbitraries.integers().between(1, 1_000_000);
  }

  private static Arbitrary<Step> edits() {
    Arbitrary<Step> edit =
        Combinators.combine(replicas(), ids(), few(), few())
            .as((replica, id, leaf, body) -> Step.of("edit", replica, id, leaf, body));
    Arbitrary<String> branches =
        Arbitraries.strings().withChars("xyd").ofMinLength(1).ofMaxLength(4);
    return Arbitraries.oneOf(
        edit,
        edit,
        Combinators.combine(replicas(), ids(), few())
            .as((replica, id, leaf) -> Step.of("delete", replica, id, leaf)),
        Combinators.combine(replicas(), ids(), branches)
            .as((replica, id, branch) -> Step.of("graft", replica, id, branch)),
        Combinators.combine(
                replicas(), ids(), few(), Arbitraries.of("f", "g"), Arbitraries.of(0, 9, 70_000))
            .as(
                (replica, id, leaf, name, bytes) ->
                    Step.of("attach", replica, id, leaf, name, bytes)));
  }

  private static Arbitrary<Step> replications() {
    Arbitrary<Integer> most = Arbitraries.integers().between(1, 6);
    Arbitrary<Integer> workers = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> seconds = Arbitraries.of(0, 1, 30);
    Arbitrary<Step> all =
        Combinators.combine(replicas(), replicas(), most, workers, seconds)
            .as((from, to, n, at, every) -> Step.of("replicate", from, to, n, at, every));
    return Arbitraries.oneOf(
        all,
        all,
        Combinators.combine(replicas(), replicas(), most, seconds)
            .as((from, to, n, every) -> Step.of("live", from, to, n, every)),
        Combinators.combine(replicas(), replicas(), most, workers)
            .as((from, to, n, at) -> Step.of("attempt", from, to, n, at)),
        Combinators.combine(replicas(), replicas(), ids())
            .as((from, to, id) -> Step.of("replicateOnly", from, to, id)),
        Combinators.combine(replicas(), replicas())
            .as((from, to) -> Step.of("replicateWinners", from, to)),
        Combinators.combine(replicas(), replicas(), ids())
            .as((from, to, id) -> Step.of("replicateRefused", from, to, id)));
  }

  private static Arbitrary<Step> runs() {
    return Arbitraries.of(1, 3, 7, 12, 20, 40, 100).map(events -> Step.of("run", events));
  }

  private static Arbitrary<Step> weather() {
    Arbitrary<String> names =
        Arbitraries.of(
            Stream.of(Weather.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    return Combinators.combine(replicas(), names, seeds())
        .as((replica, name, seed) -> Step.of("weather", replica, name, seed));
  }

  private static Arbitrary<Step> interruptions() {
    return Arbitraries.oneOf(
        replicas().map(replica -> Step.of("crash", replica)),
        replicas().map(replica -> Step.of("reopen", replica)),
        replicas().map(replica -> Step.of("compact", replica)),
        few().map(number -> Step.of("cancel", number)),
        few().map(number -> Step.of("kill", number)));
  }

  private static Arbitrary<Step> heals() {
    return seeds().map(seed -> Step.of("heal", seed));
  }
}
