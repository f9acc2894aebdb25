package dev.couchgrass.server.replicator.schedule;

import dev.couchgrass.server.replicator.schedule.Entry.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Decides which jobs start and stop. Not for more than one thread.
 *
 * <p>Those that wait the longest start first. A job that is not continuous runs to its end;
 * continuous ones that have run the longest make room when others wait. One that has failed waits
 * for a pause first, which grows with the failures in a row.
 */
public final class Schedule {
  /** How much of a job's history is kept. */
  public static final int MOST_EVENTS = 20;

  private static final Comparator<Entry> LONGEST_FIRST =
      Comparator.comparing((Entry entry) -> entry.since).thenComparing(entry -> entry.number);

  /**
   * How many jobs run, and for how long.
   *
   * @param maxJobs how many run at a time
   * @param interval how long a continuous one runs, at least, before it makes room
   * @param maxChurn how many make room at a time
   */
  public record Limits(int maxJobs, Duration interval, int maxChurn) {}

  /** What is to be done now: both by the jobs' ids. */
  public record Turn(List<String> start, List<String> stop) {
    public Turn {
      start = List.copyOf(start);
      stop = List.copyOf(stop);
    }
  }

  private final Limits limits;
  private final IntFunction<Duration> pauses;
  private final Map<String, Entry> entries = new HashMap<>();
  private long added;

  /**
   * Begins without jobs.
   *
   * @param pauses how long a job waits after so many failures in a row
   */
  public Schedule(Limits limits, IntFunction<Duration> pauses) {
    this.limits = limits;
    this.pauses = pauses;
  }

  /** Adds a job, which waits for its turn. */
  public void add(String id, boolean continuous, Instant now) {
    if (entries.putIfAbsent(id, new Entry(id, continuous, added++, now)) != null) {
      throw new IllegalStateException("There is such a job already");
    }
  }

  /** Forgets a job, whatever it is about. */
  public void remove(String id) {
    entries.remove(id);
  }

  /** How a job fares; empty if there is none of this id. */
  public Optional<JobStatus> status(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::status);
  }

  /** A job that was told to stop has done so, without a failure, and waits for its next turn. */
  public void stopped(String id, Instant now) {
    Optional.ofNullable(entries.get(id))
        .ifPresent(
            entry -> {
              entry.errors = 0;
              entry.turn(Phase.WAITING, JobEvent.Kind.STOPPED, now);
            });
  }

  /**
   * A job has failed.
   *
   * @param healthy whether it had done something since its last failure, which is then the first
   */
  public void crashed(String id, String reason, boolean healthy, Instant now) {
    Optional.ofNullable(entries.get(id))
        .ifPresent(
            entry -> {
              entry.errors = healthy ? 1 : entry.errors + 1;
              entry.crash(reason, now, now.plus(pauses.apply(entry.errors)));
            });
  }

  /** What is to be done now; taken for done, but that jobs which stop keep their places. */
  public Turn turn(Instant now) {
    List<Entry> waiting = waiting(now).toList();
    long free = limits.maxJobs() - entries.values().stream().filter(Schedule::hasPlace).count();
    List<Entry> start = waiting.stream().limit(Math.max(0, free)).toList();
    start.forEach(entry -> entry.turn(Phase.RUNNING, JobEvent.Kind.STARTED, now));
    List<Entry> stop =
        entries.values().stream()
            .filter(entry -> entry.mayYield(now.minus(limits.interval())))
            .sorted(LONGEST_FIRST)
            .limit(wanted(waiting.size() - start.size()))
            .toList();
    stop.forEach(entry -> entry.phase = Phase.STOPPING);
    return new Turn(ids(start), ids(stop));
  }

  /** When {@link #turn} is to be asked next, if nothing happens before; empty for never. */
  public Optional<Instant> next(Instant now) {
    Stream<Instant> pausing =
        entries.values().stream()
            .filter(entry -> entry.phase == Phase.WAITING && entry.since.isAfter(now))
            .map(entry -> entry.since);
    Stream<Instant> yielding =
        wanted(waiting(now).count()) == 0
            ? Stream.empty()
            : entries.values().stream()
                .filter(entry -> entry.phase == Phase.RUNNING && entry.continuous)
                .map(entry -> entry.since.plus(limits.interval()));
    return Stream.concat(pausing, yielding).min(Comparator.naturalOrder());
  }

  private Stream<Entry> waiting(Instant now) {
    return entries.values().stream().filter(entry -> entry.mayStart(now)).sorted(LONGEST_FIRST);
  }

  /** How many more are to make room for so many that wait. */
  private long wanted(long waiting) {
    long leaving = entries.values().stream().filter(e -> e.phase == Phase.STOPPING).count();
    return Math.max(0, Math.min(waiting, limits.maxChurn()) - leaving);
  }

  private static boolean hasPlace(Entry entry) {
    return entry.phase != Phase.WAITING;
  }

  private static List<String> ids(List<Entry> some) {
    return some.stream().map(entry -> entry.id).toList();
  }
}
