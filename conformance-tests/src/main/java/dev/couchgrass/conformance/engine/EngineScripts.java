package dev.couchgrass.conformance.engine;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for an engine. */
final class EngineScripts {
  /** Few different bytes and few lengths: many keys begin alike, and are written again. */
  private static final byte[] BYTES = {0, 1, 'a', 'b', 127, -128, -2, -1};

  private static final int LONGEST_KEY = 4;
  private static final int MOST_STEPS = 60;

  private EngineScripts() {}

  static byte[] key(Random random) {
    byte[] key = new byte[1 + random.nextInt(LONGEST_KEY)];
    for (int i = 0; i < key.length; i++) {
      key[i] = BYTES[random.nextInt(BYTES.length)];
    }
    return key;
  }

  static Arbitrary<Script<EngineTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(
                6,
                Combinators.combine(keys(), lengths())
                    .as((key, length) -> Step.of("put", key, length))),
            Tuple.of(3, keys().map(key -> Step.of("delete", key))),
            Tuple.of(4, Arbitraries.just(Step.of("commit"))),
            Tuple.of(
                4,
                Combinators.combine(Arbitraries.integers().between(0, 99), sizes())
                    .as((seed, changes) -> Step.of("fill", seed, changes))),
            Tuple.of(3, Arbitraries.of(Step.of("hold"), Step.of("look"))),
            Tuple.of(2, keys().map(key -> Step.of("get", key))),
            Tuple.of(
                2, Combinators.combine(keys(), keys()).as((from, to) -> Step.of("scan", from, to))),
            Tuple.of(1, Arbitraries.of(Step.of("compare"), Step.of("reopen"), Step.of("crash"))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(EngineTrial.class, steps));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of(box(BYTES))
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST_KEY)
        .map(
            bytes -> {
              StringBuilder key = new StringBuilder();
              bytes.forEach(each -> key.append(HexFormat.of().toHexDigits(each)));
              return key.toString();
            });
  }

  private static Byte[] box(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return boxed;
  }

  private static Arbitrary<Integer> lengths() {
    return Arbitraries.of(0, 1, 20, 300, 5_000);
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.of(0, 1, 10, 40, 200);
  }
}
