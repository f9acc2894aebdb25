package dev.couchgrass.cli.disk;

import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.check.CheckListener;
import dev.couchgrass.store.kv.check.CheckedTotals;
import dev.couchgrass.store.kv.check.KvCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks a store that is open, and that nobody else uses: files first, then what they mean. */
public final class Check {
  private static final int MOST_TOLD = 1000;

  private final ChronicleEngine engine;
  private final Path folder;
  private final WorkProgress progress;
  private long problems;

  Check(ChronicleEngine engine, Path folder, WorkProgress progress) {
    this.engine = engine;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * What came of a check.
   *
   * @param totals what was looked at in the databases
   * @param problems how many were told, of files and databases
   */
  public record Result(CheckedTotals totals, long problems) {}

  Result run() throws IOException {
    progress.say("Reading the log and the index.");
    for (String problem : files()) {
      tell(problem);
    }
    progress.say("Reading the databases.");
    try (Snapshot snapshot = engine.snapshot()) {
      CheckedTotals totals =
          KvCheck.run(
              snapshot,
              new CheckListener() {
                @Override
                public void problem(String where, String what) {
                  tell(where + ": " + what);
                }

                @Override
                public void checked(long entries) {
                  progress.at("Entries read", entries);
                }
              });
      return new Result(totals, problems);
    }
  }

  private void tell(String problem) {
    problems++;
    if (problems <= MOST_TOLD) {
      progress.say(problem);
    } else if (problems == MOST_TOLD + 1) {
      progress.say("... and more");
    }
  }

  private List<String> files() throws IOException {
    Path scratch = Files.createTempDirectory(folder, "check-");
    try {
      return engine.check(scratch, new Replayed()).await();
    } finally {
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(scratch);
    }
  }

  /** That an index is built is no news here: it is to compare with. */
  private final class Replayed implements OpenListener {
    @Override
    public void rebuilds(String reason) {}

    @Override
    public void replayed(long commit, long last) {
      progress.at("Commits read", commit, last);
    }
  }
}
