package dev.couchgrass.instance.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.instance.time.FixedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** A throttle beside the smallest honest model of one. */
class LoginThrottleProperties {
  private static final ThrottleOptions OPTIONS =
      ThrottleOptions.DEFAULTS
          .withAttempts(3)
          .withWaits(Duration.ofSeconds(1), Duration.ofSeconds(10))
          .withNames(3);

  private enum Kind {
    ATTEMPT,
    SUCCESS,
    PASS
  }

  private record Step(Kind kind, String name, int millis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.ATTEMPT), Tuple.of(1, Kind.SUCCESS), Tuple.of(4, Kind.PASS));
    Arbitrary<String> names =
        Arbitraries.frequency(
            Tuple.of(8, "ann"), Tuple.of(2, "bob"), Tuple.of(1, "cid"), Tuple.of(1, "dan"));
    Arbitrary<Integer> millis = Arbitraries.integers().between(0, 6_000);
    return Combinators.combine(kinds, names, millis).as(Step::new).list().ofMaxSize(120);
  }

  /** Names in the order in which they were tried, with when each may be tried again. */
  private static final class Model {
    private record Known(String name, int failures, long until) {}

    private final List<Known> known = new ArrayList<>();
    private long now;

    private Optional<Known> find(String name) {
      return known.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    long waitLeft(String name) {
      return find(name).map(one -> Math.max(0, one.until() - now)).orElse(0L);
    }

    long attempt(String name) {
      long left = waitLeft(name);
      Known before = find(name).orElse(new Known(name, 0, now));
      int failures = before.failures() + 1;
      long wait = failures < 3 ? 0 : Math.min(10_000, 1_000L << Math.min(20, failures - 3));
      known.remove(before);
      known.add(left > 0 ? before : new Known(name, failures, now + wait));
      if (known.size() > 3) {
        known.remove(0);
      }
      return left;
    }

    void succeeded(String name) {
      known.removeIf(one -> one.name().equals(name));
    }
  }

  @Property(tries = 500)
  @Tag("SEC-16")
  @Tag("SEC-17")
  @Tag("SEC-18")
  void itIsTheModel(@ForAll("steps") List<Step> steps) {
    FixedClock clock = new FixedClock();
    FixedClock.Hold hold = clock.hold();
    LoginThrottle throttle = new LoginThrottle(OPTIONS, clock);
    Model model = new Model();
    for (Step step : steps) {
      switch (step.kind()) {
        case ATTEMPT ->
            assertEquals(model.attempt(step.name()), throttle.attempt(step.name()).toMillis());
        case SUCCESS -> {
          model.succeeded(step.name());
          throttle.succeeded(step.name());
        }
        default -> {
          model.now += step.millis();
          clock.advance(Duration.ofMillis(step.millis()));
        }
      }
      for (String name : List.of("ann", "bob", "cid", "dan")) {
        assertEquals(model.waitLeft(name), throttle.waitLeft(name).toMillis());
      }
      assertEquals(model.known.size(), throttle.size());
      assertTrue(throttle.size() <= 3);
    }
    hold.close();
  }
}
