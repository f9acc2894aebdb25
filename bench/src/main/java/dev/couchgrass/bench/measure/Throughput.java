package dev.couchgrass.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How often something is done in a second. */
public final class Throughput {
  private Throughput() {}

  /** What is repeated. */
  @FunctionalInterface
  public interface Step {
    /** Returns how many operations it did. */
    long run() throws Exception;
  }

  /** Makes what a thread repeats, which need not be fit for several threads. */
  @FunctionalInterface
  public interface Steps {
    Step of(int thread) throws Exception;
  }

  /** Operations per second of something that is done once. */
  public static double once(Step step) throws Exception {
    long start = System.nanoTime();
    long operations = step.run();
    return operations / seconds(start);
  }

  /** Operations per second of all threads together, after a warm-up of the same length. */
  public static double repeated(int threads, Duration time, Steps steps) throws Exception {
    rounds(threads, time, steps);
    return rounds(threads, time, steps);
  }

  private static double rounds(int threads, Duration time, Steps steps) throws Exception {
    List<Step> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      all.add(steps.of(thread));
    }
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Callable<Long>> loops = all.stream().map(step -> loop(step, end)).toList();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long operations = 0;
      for (Future<Long> loop : executor.invokeAll(loops)) {
        operations += loop.get();
      }
      return operations / seconds(start);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A thread of a benchmark failed", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Callable<Long> loop(Step step, long end) {
    return () -> {
      long operations = 0;
      do {
        operations += step.run();
      } while (System.nanoTime() < end);
      return operations;
    };
  }

  /** Since a moment of {@link System#nanoTime}. */
  public static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The one in the middle. */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** The value that so many of a hundred do not exceed. */
  public static double percentile(double[] values, int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
