package dev.couchgrass.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders on disk that a benchmark fills. */
public final class Folders {
  private Folders() {}

  /** How many bytes of the disk are taken; holes in files take none. */
  public static long bytes(Path folder) throws IOException {
    Process du = new ProcessBuilder("du", "-sk", folder.toString()).start();
    String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String kilobytes = answer.replaceFirst("\\s[\\s\\S]*", "");
    if (kilobytes.isEmpty()) {
      throw new IOException("The space of a folder could not be found out: " + folder);
    }
    return Long.parseLong(kilobytes) * 1024;
  }

  /** Removes a folder with everything in it, if it is there. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
