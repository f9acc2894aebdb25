package dev.couchgrass.bench.instance;

import com.sun.management.OperatingSystemMXBean;
import dev.couchgrass.bench.measure.Throughput;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What something took.
 *
 * @param seconds of time
 * @param processor seconds of processor time, of all threads of the process
 */
record Taken(double seconds, double processor) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What is timed. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does some work. */
  static Taken by(Work work) throws Exception {
    long before = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Taken(Throughput.seconds(start), (SYSTEM.getProcessCpuTime() - before) / 1e9);
  }

  /** Does some work so many times. */
  static List<Taken> rounds(int rounds, Work work) throws Exception {
    List<Taken> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(by(work));
    }
    return all;
  }

  /** The median of the time. */
  static double seconds(List<Taken> rounds) {
    return Throughput.median(rounds.stream().map(Taken::seconds).toList());
  }

  /** The median of the processor time. */
  static double processor(List<Taken> rounds) {
    return Throughput.median(rounds.stream().map(Taken::processor).toList());
  }
}
