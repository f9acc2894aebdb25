package dev.couchgrass.store.chronicle;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for a test. Where a process ended is played by a copy of what is in the folder. */
record TestFolder(Path path, ChronicleOptions options) implements EngineHome {
  static TestFolder make(ChronicleOptions options) throws IOException {
    return new TestFolder(Files.createTempDirectory("couchgrass-engine"), options);
  }

  @Override
  public Engine open() throws IOException {
    return ChronicleEngine.open(path, options, OpenListener.NONE);
  }

  /** The log comes last, so that it has at least what the roots stand for. */
  @Override
  public Optional<EngineHome> crashed() throws IOException {
    TestFolder copy = make(options);
    while (!copyTo(copy)) {
      copy.delete();
      copy = make(options);
    }
    return Optional.of(copy);
  }

  /** A crash would see one moment; here a compaction may delete a file meanwhile: then false. */
  private boolean copyTo(TestFolder copy) throws IOException {
    Comparator<Path> logLast = Comparator.comparing(file -> file.toString().endsWith(".log"));
    try {
      for (Path file : files().stream().sorted(logLast.thenComparing(rootsFirst())).toList()) {
        Files.copy(file, copy.path.resolve(file.getFileName()));
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Comparator<Path> rootsFirst() {
    return Comparator.comparing(file -> !file.endsWith("roots"));
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  @Override
  public void delete() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(path);
  }
}
