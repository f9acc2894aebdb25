package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class DocListProperties {
  private static final int REPLICAS = 3;

  private enum Action {
    INSERT,
    INSERT_ROW,
    REMOVE,
    PULL
  }

  /**
   * @param where a place, once it is divided by how many there are; or the replica to pull from
   */
  record Step(int replica, Action action, int where) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, REPLICAS - 1),
            Arbitraries.of(
                Action.INSERT, Action.INSERT, Action.INSERT_ROW, Action.REMOVE, Action.PULL),
            Arbitraries.integers().between(0, 11))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  /** A list, beside the plain one that its own user would have, and all that were ever seen. */
  private static final class Replica {
    private DocList list = DocList.EMPTY;
    private List<Value> plain = new ArrayList<>();
    private final Set<Value> inserted = new HashSet<>();
    private final Set<Value> removed = new HashSet<>();
    private final List<List<Value>> seen = new ArrayList<>();

    void insert(int where, List<Value> values, Random random) {
      int index = where % (plain.size() + 1);
      list = list.merge(list.insertion(index, values, random));
      plain.addAll(index, values);
      inserted.addAll(values);
      look();
    }

    void remove(int where) {
      if (!plain.isEmpty()) {
        int index = where % plain.size();
        list = list.merge(list.removal(index));
        removed.add(plain.remove(index));
        look();
      }
    }

    void pull(Replica other) {
      DocList merged = list.merge(other.list);
      assertEquals(merged, other.list.merge(list));
      list = merged;
      inserted.addAll(other.inserted);
      removed.addAll(other.removed);
      plain = new ArrayList<>(list.toList());
      Set<Value> left = new HashSet<>(inserted);
      left.removeAll(removed);
      assertEquals(left, new HashSet<>(plain));
      assertEquals(left.size(), plain.size());
      look();
    }

    private void look() {
      assertEquals(plain, list.toList());
      assertEquals(plain.size(), list.size());
      seen.add(List.copyOf(plain));
    }
  }

  private static List<Replica> run(List<Step> steps, long seed) {
    Random random = new Random(seed);
    List<Replica> replicas = List.of(new Replica(), new Replica(), new Replica());
    int serial = 0;
    for (Step step : steps) {
      Replica replica = replicas.get(step.replica);
      switch (step.action) {
        case INSERT -> replica.insert(step.where, List.of(Value.of(serial++)), random);
        case INSERT_ROW ->
            replica.insert(step.where, List.of(Value.of(serial++), Value.of(serial++)), random);
        case REMOVE -> replica.remove(step.where);
        case PULL -> replica.pull(replicas.get(step.where % REPLICAS));
      }
    }
    return replicas;
  }

  private static DocList merged(List<Replica> replicas) {
    return replicas.stream().map(replica -> replica.list).reduce(DocList.EMPTY, DocList::merge);
  }

  @Property
  @Tag("CRD-12")
  @Tag("CRD-14")
  @Tag("CRD-15")
  void replicasAgreeAndKeepWhatWasInsertedAndNotRemoved(
      @ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<Replica> replicas = run(steps, seed);
    DocList all = merged(replicas);
    List<Replica> shuffled = new ArrayList<>(replicas);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(all, merged(shuffled));
    assertEquals(all.toList(), merged(shuffled).toList());
    Set<Value> left = new HashSet<>();
    replicas.forEach(replica -> left.addAll(replica.inserted));
    replicas.forEach(replica -> left.removeAll(replica.removed));
    assertEquals(left, new HashSet<>(all.toList()));
    assertEquals(left.size(), all.size());
  }

  /** Of any two values, whichever came first on some replica once comes first everywhere. */
  @Property
  @Tag("CRD-12")
  void whatWasSeenInAnOrderStaysInIt(@ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<Replica> replicas = run(steps, seed);
    List<Value> order = merged(replicas).toList();
    for (Replica replica : replicas) {
      for (List<Value> seen : replica.seen) {
        List<Value> left = seen.stream().filter(order::contains).toList();
        assertEquals(left, order.stream().filter(left::contains).toList());
      }
    }
  }

  @Property
  @Tag("CRD-16")
  void rowsStayTogether(
      @ForAll("steps") List<Step> steps,
      @ForAll long seed,
      @ForAll @IntRange(max = 11) int where,
      @ForAll @IntRange(min = 2, max = 5) int length) {
    DocList base = merged(run(steps, seed));
    Random random = new Random(~seed);
    int index = where % (base.size() + 1);
    DocList all = base;
    List<List<Value>> rows = new ArrayList<>();
    for (int replica = 0; replica < 3; replica++) {
      List<Value> row = new ArrayList<>();
      DocList own = base;
      for (int i = 0; i < length; i++) {
        Value value = Value.of(replica + "/" + i);
        own = own.merge(own.insertion(index + i, List.of(value), random));
        row.add(value);
      }
      rows.add(row);
      all = all.merge(own);
    }
    List<Value> order = all.toList();
    for (List<Value> row : rows) {
      int at = order.indexOf(row.get(0));
      assertEquals(row, order.subList(at, at + length));
      assertTrue(at >= index && at < index + 3 * length);
    }
  }

  @Provide
  Arbitrary<DocList> forged() {
    return RandomValues.lists();
  }

  /** Whatever the positions: orphans, and two elements with one id. */
  @Property
  @Tag("CRD-14")
  @Tag("CRD-18")
  void anyListTakesInsertionsWhereTheyAreAskedFor(
      @ForAll("forged") DocList list, @ForAll @IntRange(max = 5) int where) {
    List<Value> plain = new ArrayList<>(list.toList());
    int index = where % (plain.size() + 1);
    plain.add(index, Value.of("new"));
    assertEquals(
        plain, list.merge(list.insertion(index, List.of(Value.of("new")), new Random(1))).toList());
  }
}
