package dev.couchgrass.bench.durable.opening;

import static dev.couchgrass.bench.process.ChildJvm.tell;

import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Writes new documents until the process is killed. */
public final class WriteUntilKilled {
  private static final int AT_ONCE = 5_000;

  private WriteUntilKilled() {}

  /** Arguments: the folder, and the number of the first document. */
  public static void main(String[] arguments) {
    Town town = Town.open(Vertx.vertx(), Path.of(arguments[0]), OpenListener.NONE);
    long next = Long.parseLong(arguments[1]);
    while (true) {
      town.write(next, AT_ONCE);
      next += AT_ONCE;
      tell(new Figure(Openings.TABLE, "", "written", next, ""));
    }
  }
}
