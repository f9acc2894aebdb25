package dev.couchgrass.bench.durable.documents;

import static dev.couchgrass.bench.durable.documents.Subject.await;
import static dev.couchgrass.bench.process.ChildJvm.tell;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.People;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsResult;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The same work on a store in memory and on one on disk, in turns. Figures are medians. */
public final class DocumentRounds {
  /** Where the figures go. */
  public static final String TABLE = "Durable: documents of 300 bytes (per second)";

  /** How much of the memory store's speed the durable store has, in percent. */
  public static final String SHARE = "durable / memory";

  public static final String LOAD = "load, 500 a commit";
  public static final String PER_SYNC = "documents per fsync, 64 writers";
  public static final String GET = "get, one thread";

  private static final int ROUNDS = 5;
  private static final int WRITERS = 64;
  private static final int ROWS = 1000;

  private final Scale scale;
  private final List<Subject> subjects;
  private long written;

  private DocumentRounds(Scale scale, List<Subject> subjects) {
    this.scale = scale;
    this.subjects = subjects;
  }

  /** Arguments: the {@link Scale}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[2]);
    Folders.remove(folder);
    Vertx vertx = Vertx.vertx();
    List<Subject> subjects = List.of(Subject.memory(vertx), Subject.durable(vertx, folder));
    new DocumentRounds(Scale.of(arguments), subjects).run();
    subjects.forEach(Subject::close);
    vertx.close().await();
    Folders.remove(folder);
  }

  /** One round of something, with one of the two. */
  private interface Work {
    double perSecond(Subject subject) throws Exception;
  }

  private void run() throws Exception {
    load();
    singleWrites();
    inTurns(GET, subject -> gets(subject, 1));
    inTurns("get, two threads", subject -> gets(subject, 2));
    inTurns("changes, 1,000 at a time", subject -> once(() -> changes(subject)));
    AllDocsOptions rows = AllDocsOptions.DEFAULTS.withLimit(ROWS);
    inTurns("rows of all docs, ranges of 1,000", subject -> ranges(subject, rows));
    inTurns(
        "rows of all docs, with documents", subject -> ranges(subject, rows.withDocuments(true)));
  }

  private static double once(Throughput.Step step) throws Exception {
    return Throughput.once(step);
  }

  private void inTurns(String row, Work work) throws Exception {
    List<List<Double>> figures = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        figures.get(i).add(work.perSecond(subjects.get(i)));
      }
    }
    tellMedians(row, figures);
  }

  private void tellMedians(String row, List<List<Double>> figures) {
    double memory = Throughput.median(figures.get(0));
    double durable = Throughput.median(figures.get(1));
    tell(new Figure(TABLE, row, subjects.get(0).title(), memory, ""));
    tell(new Figure(TABLE, row, subjects.get(1).title(), durable, ""));
    tell(new Figure(TABLE, row, SHARE, 100 * durable / memory, "%"));
  }

  /** The JSON of a round is there before it begins; reading it is part of the work. */
  private void load() throws Exception {
    List<List<Double>> figures = List.of(new ArrayList<>(), new ArrayList<>());
    int count = scale.records() / ROUNDS;
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> jsons = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        jsons.add(People.document(written + i));
      }
      long from = written;
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        figures.get(i).add(once(() -> subject.load(from, jsons)));
      }
      written += count;
    }
    tellMedians(LOAD, figures);
  }

  private void singleWrites() throws Exception {
    List<List<Double>> figures = List.of(new ArrayList<>(), new ArrayList<>());
    List<Double> perSync = new ArrayList<>();
    int count = scale.records() / ROUNDS / 4;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        SingleWrites writes = new SingleWrites(subject, written, count);
        long before = subject.syncs();
        figures.get(i).add(once(() -> writes.run(WRITERS)));
        if (subject.syncs() > before) {
          perSync.add((double) count / (subject.syncs() - before));
        }
      }
      written += count;
    }
    tellMedians("single writes, 64 writers", figures);
    tell(new Figure(TABLE, PER_SYNC, subjects.get(1).title(), Throughput.median(perSync), ""));
  }

  private double gets(Subject subject, int threads) throws Exception {
    return Throughput.repeated(
        threads,
        scale.time().dividedBy(2),
        thread -> {
          SplittableRandom random = new SplittableRandom(thread);
          return () -> {
            DocumentId id = new DocumentId(People.id(random.nextLong(written)));
            if (await(subject.store().get(id)).isEmpty()) {
              throw new IllegalStateException("A document is missing");
            }
            return 1;
          };
        });
  }

  private static int changes(Subject subject) {
    ChangesResult result = await(subject.store().changes(ChangesOptions.DEFAULTS));
    int count = 0;
    int read;
    do {
      read = await(result.next(ROWS)).size();
      count += read;
    } while (read > 0);
    await(result.close());
    return count;
  }

  /** From random places, so that each round reads other pages. */
  private double ranges(Subject subject, AllDocsOptions options) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    return Throughput.repeated(
        1,
        scale.time().dividedBy(2),
        thread ->
            () -> {
              String start = People.id(random.nextLong(written));
              Range range = new Range(Optional.of(start), Optional.empty(), true);
              AllDocsResult result = await(subject.store().allDocs(options.withSelection(range)));
              int rows = await(result.next(ROWS)).size();
              await(result.close());
              return rows;
            });
  }
}
