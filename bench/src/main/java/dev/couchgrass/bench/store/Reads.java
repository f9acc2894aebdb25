package dev.couchgrass.bench.store;

import static dev.couchgrass.bench.store.Database.await;

import dev.couchgrass.bench.Documents;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.Threads;

/** Reads from random places of a database. An operation is a document, a row, or a change. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Reads {
  private static final int ROWS = 1000;

  /** Where a thread reads next. */
  @State(Scope.Thread)
  public static class Places {
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<UpdateSequence> sequences = new ArrayList<>();
    private String[] ids = {};
    private String[] starts = {};

    /**
     * All that is random is drawn from what was made before, so that drawing costs next to nothing.
     */
    @Setup(Level.Trial)
    public void prepare(Filled filled) {
      ids = new String[filled.documents];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = Documents.id(i);
      }
      String[] sorted = ids.clone();
      Arrays.sort(sorted);
      starts = Arrays.copyOf(sorted, sorted.length - ROWS);
      ChangesResult changes = await(filled.database.store().changes(ChangesOptions.DEFAULTS));
      sequences.add(UpdateSequence.START);
      for (int i = ROWS; i <= ids.length - ROWS; i += ROWS) {
        List<Change> page = await(changes.next(ROWS));
        sequences.add(page.get(page.size() - 1).sequence());
      }
      await(changes.close());
    }

    DocumentId id() {
      return new DocumentId(ids[random.nextInt(ids.length)]);
    }

    Range range() {
      return new Range(Optional.of(starts[random.nextInt(starts.length)]), Optional.empty(), true);
    }

    UpdateSequence sequence() {
      return sequences.get(random.nextInt(sequences.size()));
    }
  }

  @Benchmark
  public StoredDocument get(Filled filled, Places places) {
    return await(filled.database.store().get(places.id())).orElseThrow();
  }

  @Benchmark
  @Threads(2)
  public StoredDocument getOnTwoThreads(Filled filled, Places places) {
    return await(filled.database.store().get(places.id())).orElseThrow();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public List<AllDocsRow> allDocs(Filled filled, Places places) {
    return rows(filled, AllDocsOptions.DEFAULTS.withSelection(places.range()));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public List<AllDocsRow> allDocsWithDocuments(Filled filled, Places places) {
    return rows(filled, AllDocsOptions.DEFAULTS.withSelection(places.range()).withDocuments(true));
  }

  private static List<AllDocsRow> rows(Filled filled, AllDocsOptions options) {
    AllDocsResult result = await(filled.database.store().allDocs(options.withLimit(ROWS)));
    List<AllDocsRow> rows = await(result.next(ROWS));
    await(result.close());
    return full(rows);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public List<Change> changes(Filled filled, Places places) {
    ChangesOptions options = ChangesOptions.DEFAULTS.withSince(places.sequence()).withLimit(ROWS);
    ChangesResult result = await(filled.database.store().changes(options));
    List<Change> changes = await(result.next(ROWS));
    await(result.close());
    return full(changes);
  }

  private static <T> List<T> full(List<T> rows) {
    if (rows.size() != ROWS) {
      throw new IllegalStateException("Fewer rows than are counted: " + rows.size());
    }
    return rows;
  }
}
