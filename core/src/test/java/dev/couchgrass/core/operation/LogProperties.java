package dev.couchgrass.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.operation.Placement.Gap;
import dev.couchgrass.core.operation.Placement.Known;
import dev.couchgrass.core.operation.Placement.Next;
import dev.couchgrass.core.operation.Placement.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

class LogProperties {
  private static final LogCheck CHECK = new LogCheck(World.LOG);

  /** What a replica has of one log, by the sequence numbers: the smallest store that there is. */
  private static final class Replica {
    private final TreeMap<Long, Header> kept = new TreeMap<>();

    Placement receive(Header header) {
      Optional<Header> head = Optional.ofNullable(kept.lastEntry()).map(entry -> entry.getValue());
      Optional<Header> same = Optional.ofNullable(kept.get(header.sequenceNumber()));
      Placement placement = CHECK.place(new Held(head, same), header);
      if (placement instanceof Next) {
        if (LogExtensions.of(header).prune()) {
          kept.clear();
        }
        kept.put(header.sequenceNumber(), header);
      }
      return placement;
    }

    long height() {
      return kept.isEmpty() ? -1 : kept.lastKey();
    }
  }

  private static List<Header> log(Random random, int length, boolean prunes) {
    List<Header> log = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      OperationBuilder builder =
          i == 0 ? OperationBuilder.first() : OperationBuilder.after(log.get(i - 1));
      if (prunes && random.nextInt(4) == 0) {
        builder.extensions(LogExtensions.NONE.withPrune(true));
      }
      log.add(builder.timestamp(random.nextInt(1_000_000)).sign(World.ALICE).header());
    }
    return log;
  }

  /** Without prune flags: whatever the order and however often, each becomes the next once. */
  @Property(tries = 100)
  @Tag("OPN-17")
  @Tag("OPN-18")
  @Tag("OPN-19")
  void aLogIsTakenInAnyOrderOfArrival(@ForAll long seed) {
    Random random = new Random(seed);
    List<Header> log = log(random, 8, false);
    Replica replica = new Replica();
    Set<Header> taken = new HashSet<>();
    List<Header> waiting = new ArrayList<>(log);
    waiting.addAll(log);
    while (!waiting.isEmpty()) {
      Collections.shuffle(waiting, random);
      Header next = waiting.remove(0);
      Placement placement = replica.receive(next);
      if (placement instanceof Gap gap) {
        assertEquals(replica.height() + 1, gap.expected());
        assertFalse(taken.contains(next));
        waiting.add(next);
      } else {
        assertEquals(taken.add(next) ? new Next() : new Known(), placement);
      }
    }
    assertEquals(log, List.copyOf(replica.kept.values()));
  }

  /** With prune flags and forks: the head never goes back, and what is kept is one chain. */
  @Property(tries = 200)
  @Tag("OPN-18")
  @Tag("OPN-20")
  void theHeadNeverGoesBackAndWhatIsKeptIsOneChain(@ForAll long seed) {
    Random random = new Random(seed);
    List<Header> arriving = log(random, 6, true);
    arriving.addAll(fork(random, arriving));
    arriving.addAll(List.copyOf(arriving));
    Collections.shuffle(arriving, random);
    Replica replica = new Replica();
    for (Header header : arriving) {
      long before = replica.height();
      List<Header> kept = List.copyOf(replica.kept.values());
      Placement placement = replica.receive(header);
      if (placement instanceof Next) {
        assertEquals(header.sequenceNumber(), replica.height());
        assertTrue(replica.height() > before, "the head went back");
      } else {
        assertEquals(kept, List.copyOf(replica.kept.values()));
      }
      if (placement instanceof Refused refused) {
        assertFalse(refused.refusal().reason().isBlank());
        assertEquals(placement, replica.receive(header), "it was refused, and then it was not");
      }
      assertOneChain(List.copyOf(replica.kept.values()));
    }
  }

  /** Others in the place of some. */
  private static List<Header> fork(Random random, List<Header> log) {
    List<Header> fork = new ArrayList<>();
    int at = 1 + random.nextInt(log.size() - 1);
    Header head = log.get(at - 1);
    for (int i = at; i < log.size(); i++) {
      OperationBuilder builder = OperationBuilder.after(head);
      if (random.nextInt(4) == 0) {
        builder.extensions(LogExtensions.NONE.withPrune(true));
      }
      head = builder.body(World.text("fork " + random.nextInt())).sign(World.ALICE).header();
      fork.add(head);
    }
    return fork;
  }

  private static void assertOneChain(List<Header> kept) {
    for (int i = 1; i < kept.size(); i++) {
      LogCheck.requireFollows(kept.get(i - 1), kept.get(i));
    }
  }
}
