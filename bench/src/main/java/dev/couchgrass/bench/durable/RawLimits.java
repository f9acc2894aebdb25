package dev.couchgrass.bench.durable;

import static dev.couchgrass.bench.process.ChildJvm.tell;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.report.Figure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** What the disk does with a file to which bytes are appended: nothing on it can be faster. */
public final class RawLimits {
  private static final String TABLE = "Durable: raw limits of the disk";
  private static final int BLOCK = 4096;
  private static final int WRITE = 1 << 20;

  private RawLimits() {}

  /** Arguments: the {@link Scale}, and a folder of its own. */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    Path folder = Path.of(arguments[2]);
    Files.createDirectories(folder);
    // Some thousands of syncs, and some times what the records have together.
    double[] micros = syncs(folder.resolve("syncs"), Math.max(1000, scale.records() / 100));
    figure("append of 4 KiB and fsync, median", Throughput.percentile(micros, 50), "µs");
    figure("append of 4 KiB and fsync, 99 of 100 within", Throughput.percentile(micros, 99), "µs");
    int megabytes = Math.max(64, scale.records() / 1000);
    double perSecond = sequential(folder.resolve("sequential"), megabytes);
    figure("writing on and on, one fsync at the end", perSecond, "MiB/s");
    Folders.remove(folder);
  }

  private static void figure(String row, double value, String unit) {
    tell(new Figure(TABLE, row, "measured", value, unit));
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static ByteBuffer noise(int bytes) {
    byte[] noise = new byte[bytes];
    new SplittableRandom(1).nextBytes(noise);
    return ByteBuffer.allocateDirect(bytes).put(noise);
  }

  private static double[] syncs(Path file, int count) throws IOException {
    ByteBuffer block = noise(BLOCK);
    double[] micros = new double[count];
    try (FileChannel channel = open(file)) {
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        channel.write(block.flip());
        channel.force(false);
        micros[i] = (System.nanoTime() - start) / 1e3;
      }
    }
    return micros;
  }

  private static double sequential(Path file, int megabytes) throws IOException {
    ByteBuffer piece = noise(WRITE);
    try (FileChannel channel = open(file)) {
      long start = System.nanoTime();
      for (int i = 0; i < megabytes; i++) {
        piece.flip();
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
      channel.force(false);
      return megabytes / Throughput.seconds(start);
    }
  }
}
