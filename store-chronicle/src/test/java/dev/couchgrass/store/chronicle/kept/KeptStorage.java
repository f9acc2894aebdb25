package dev.couchgrass.store.chronicle.kept;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A folder that was written with one version of the layout, packed, and beside it a listing of all
 * that was in it.
 */
record KeptStorage(int layout) {
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  /** Names and times that are the same whenever it is written. */
  private static final KvOptions DATABASES =
      KvOptions.DEFAULTS
          .withClock(InstantSource.fixed(WRITTEN))
          .withInstances(() -> new UUID(0, 1));

  private String name() {
    return "layout-" + layout;
  }

  static Storage open(Vertx vertx, Path folder) {
    return ChronicleStorage.open(
            vertx,
            folder,
            ChronicleOptions.DEFAULTS.withSegmentBytes(64 * 1024),
            DATABASES,
            OpenListener.NONE)
        .await();
  }

  /** All that is in a storage, of what there was when this one was written. */
  List<String> list(Storage storage) {
    List<String> lines = new ArrayList<>();
    KeptDocuments.list(storage, lines::add);
    KeptEntries.list(storage, lines::add);
    if (layout >= 3) {
      KeptLogs.list(storage, lines::add);
    }
    return lines;
  }

  /** What was in it. */
  List<String> listing() throws IOException {
    try (InputStream in = resource(".txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** Makes a copy of the folder. */
  void unpack(Path folder) throws IOException {
    try (ZipInputStream in = new ZipInputStream(resource(".zip"))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(entry.getName()));
      }
    }
  }

  private InputStream resource(String ending) {
    return Objects.requireNonNull(KeptStorage.class.getResourceAsStream(name() + ending));
  }

  /** Keeps a folder that nobody has open, and its listing. */
  void keep(Path folder, List<String> listing, Path resources) throws IOException {
    Files.write(resources.resolve(name() + ".txt"), listing, UTF_8);
    try (ZipOutputStream out =
            new ZipOutputStream(Files.newOutputStream(resources.resolve(name() + ".zip")));
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith("lock")).sorted().toList()) {
        out.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
