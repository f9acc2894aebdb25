package dev.couchgrass.conformance.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.replication.net.Weather;
import dev.couchgrass.sync.options.ReplicationOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Replicates in good weather, along ways that connect all replicas, until nothing travels. */
final class Healing {
  /** From one replica to another. */
  private record Way(int from, int to) {}

  private final Fleet fleet;
  private final Replications replications;

  Healing(Fleet fleet, Replications replications) {
    this.fleet = fleet;
    this.replications = replications;
  }

  void heal(long seed) {
    fleet.replicas().forEach(each -> each.line().weather(Weather.CALM, 0));
    replications.finish();
    List<Way> ways = ways(new Random(seed));
    int rounds = 0;
    while (round(ways) > 0) {
      rounds++;
      assertTrue(rounds <= fleet.size() + 1, "REP-1: documents travel without end");
    }
    for (Way way : ways) {
      Started again = complete(way);
      assertEquals(
          0,
          again.replication().state().soFar().counts().read(),
          () -> "REP-11: read again, though nothing has changed: " + way);
      assertEquals(
          List.of(), again.session().transfers(), () -> "REP-11: nothing has changed: " + way);
    }
  }

  private long round(List<Way> ways) {
    long written = 0;
    for (Way way : ways) {
      written += complete(way).replication().state().soFar().counts().written();
    }
    return written;
  }

  private Started complete(Way way) {
    return replications.complete(
        fleet.replica(way.from()), fleet.replica(way.to()), ReplicationOptions.DEFAULTS);
  }

  /** A ring through all, or a tree both ways; and perhaps another way or two. */
  private List<Way> ways(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, fleet.size()).boxed().toList());
    Collections.shuffle(order, random);
    boolean ring = random.nextBoolean();
    List<Way> ways = new ArrayList<>();
    for (int i = 1; i < order.size(); i++) {
      int before = order.get(ring ? i - 1 : random.nextInt(i));
      ways.add(new Way(before, order.get(i)));
      if (!ring) {
        ways.add(new Way(order.get(i), before));
      }
    }
    if (ring) {
      ways.add(new Way(order.get(order.size() - 1), order.get(0)));
    }
    for (int more = random.nextInt(3); more > 0; more--) {
      int from = random.nextInt(order.size());
      ways.add(new Way(from, (from + 1 + random.nextInt(order.size() - 1)) % order.size()));
    }
    Collections.shuffle(ways, random);
    return ways;
  }
}
