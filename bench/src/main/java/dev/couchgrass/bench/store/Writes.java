package dev.couchgrass.bench.store;

import static dev.couchgrass.bench.store.Database.await;

import dev.couchgrass.bench.Documents;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentEdit;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writes to a database of a certain size, which is restored after each round. An operation is a
 * document, from its JSON to the acknowledged revision.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Writes {
  private static final int ROUND = 10_000;

  /** Documents that are new in a round, and gone after it. */
  @State(Scope.Benchmark)
  public static class Round {
    private long next;
    private long first;

    @Setup(Level.Invocation)
    public void begin(Filled filled) {
      first = filled.documents + next;
      next += ROUND;
    }

    @TearDown(Level.Invocation)
    public void restore(Filled filled) {
      filled.database.purge(first, ROUND);
    }
  }

  /** Documents to update, at random. What that leaves behind is compacted after each round. */
  @State(Scope.Benchmark)
  public static class Updates {
    private static final int HISTORY = 20;

    private final SplittableRandom random = new SplittableRandom(1);
    private int version;

    @Setup(Level.Trial)
    public void limitHistories(Filled filled) {
      await(filled.database.store().setRevisionsLimit(HISTORY));
    }

    @TearDown(Level.Invocation)
    public void compact(Filled filled) {
      await(filled.database.store().compact());
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public void bulk(Filled filled, Round round) {
    filled.database.load(round.first, ROUND);
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public void put(Filled filled, Round round) {
    DocumentStore store = filled.database.store();
    Documents documents = filled.database.documents();
    for (int i = 0; i < ROUND; i++) {
      await(store.write(documents.create(round.first + i)));
    }
  }

  /** A get and an update, as every client does it. */
  @Benchmark
  @OperationsPerInvocation(ROUND)
  public void update(Filled filled, Updates updates) {
    DocumentStore store = filled.database.store();
    Documents documents = filled.database.documents();
    updates.version++;
    for (int i = 0; i < ROUND; i++) {
      long number = updates.random.nextInt(filled.documents);
      DocumentId id = new DocumentId(Documents.id(number));
      RevisionId parent = await(store.get(id)).orElseThrow().revision();
      int version = updates.version * ROUND + i;
      await(store.write(DocumentEdit.update(id, parent, documents.body(number, version))));
    }
  }
}
