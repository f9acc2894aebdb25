package dev.couchgrass.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What something took.
 *
 * @param seconds of time
 * @param processor seconds of processor time, of all threads of the process
 */
public record Taken(double seconds, double processor) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What is timed. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Does some work. */
  public static Taken by(Work work) throws Exception {
    long before = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Taken(Throughput.seconds(start), (SYSTEM.getProcessCpuTime() - before) / 1e9);
  }

  /** Does some work so many times. */
  public static List<Taken> rounds(int rounds, Work work) throws Exception {
    List<Taken> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(by(work));
    }
    return all;
  }

  /** The median of the time. */
  public static double seconds(List<Taken> rounds) {
    return Throughput.median(rounds.stream().map(Taken::seconds).toList());
  }

  /** The median of the processor time. */
  public static double processor(List<Taken> rounds) {
    return Throughput.median(rounds.stream().map(Taken::processor).toList());
  }
}
