package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random scripts for an orderer. */
final class OrderScripts {
  private static final int MOST_STEPS = 40;

  private OrderScripts() {}

  /** Anything, so that some items are refused, some never ready, and some taken again. */
  static Arbitrary<Script<OrderTrial>> any() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, adds()),
            Tuple.of(4, numbers(1, 4).map(limit -> Step.of("take", limit))),
            Tuple.of(2, sets().map(set -> Step.of("acknowledge", set))),
            Tuple.of(2, numbers(1, 3).map(limit -> Step.of("restore", limit))),
            Tuple.of(1, items().map(item -> Step.of("requeue", item))),
            Tuple.of(3, LogScripts.ends()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .map(steps -> Script.of(OrderTrial.class, steps));
  }

  private static Arbitrary<Integer> numbers(int least, int most) {
    return Arbitraries.integers().between(least, most).withoutEdgeCases();
  }

  private static Arbitrary<Integer> items() {
    return numbers(0, OrderTrial.ITEMS - 1);
  }

  /** Some with few members, some with none. */
  private static Arbitrary<Integer> sets() {
    Arbitrary<Integer> bits = numbers(0, (1 << OrderTrial.ITEMS) - 1);
    return Combinators.combine(bits, bits, Arbitraries.of(true, true, false))
        .as((one, other, few) -> few ? one & other & (other >> 1) : one & other);
  }

  private static Arbitrary<Step> adds() {
    return Combinators.combine(items(), sets(), Arbitraries.of(true, false))
        .as((item, set, twice) -> Step.of("add", item, set, twice));
  }

  /** Items of which each depends on some with lower numbers, in any order, taken now and then. */
  static Arbitrary<Script<OrderTrial>> arrivals() {
    Arbitrary<List<Integer>> order =
        Arbitraries.shuffle(IntStream.range(0, OrderTrial.ITEMS).boxed().toList());
    Arbitrary<List<Integer>> sets = sets().list().ofSize(OrderTrial.ITEMS);
    Arbitrary<List<Integer>> takes = Arbitraries.of(0, 0, 0, 1, 2).list().ofSize(OrderTrial.ITEMS);
    return Combinators.combine(order, sets, takes).as(OrderScripts::arrival);
  }

  private static Script<OrderTrial> arrival(
      List<Integer> order, List<Integer> sets, List<Integer> takes) {
    List<Step> steps = new ArrayList<>();
    for (int number = 0; number < order.size(); number++) {
      int item = order.get(number);
      int lower = sets.get(item) & ((1 << item) - 1);
      steps.add(Step.of("add", item, lower, number % 2 == 0));
      if (takes.get(number) > 0) {
        steps.add(Step.of("take", takes.get(number)));
      }
    }
    return Script.of(OrderTrial.class, steps);
  }
}
