package dev.couchgrass.bench.http;

import dev.couchgrass.bench.Documents;
import dev.couchgrass.bench.report.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Measures the server beside a bare one of Vert.x, under the same load. */
public final class HttpLoad {
  private static final String TABLE = "HTTP on loopback, server and driver on the same machine";

  /** Of each server, as the JVM's option has it: small enough to be used all the time. */
  public static final String HEAP = "2g";

  /** How often servers take turns. An odd number has a median. */
  private static final int ROUNDS = 5;

  private static final int BATCH = 500;
  private static final int PAGE = 100;
  private static final int DOCUMENTS = 100_000;
  private static final String DATABASE = "/bench";

  private final Duration time;
  private final List<Figure> figures = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * @param time how long each kind of request is measured, after as long to warm up
   */
  public HttpLoad(Duration time) {
    this.time = time;
  }

  /** Runs all of it. */
  public List<Figure> run() throws IOException {
    try (TargetProcess hello = TargetProcess.start(Target.Kind.HELLO, HEAP)) {
      byte[] request = Requests.plain().get("/");
      measure(hello, hello, "bare Vert.x \"hello\"", () -> request, 1);
      try (TargetProcess target = TargetProcess.start(Target.Kind.OPEN, HEAP)) {
        Requests requests = Requests.plain();
        fill(target, requests);
        open(hello, target, requests);
      }
      try (TargetProcess target = TargetProcess.start(Target.Kind.LOCKED, HEAP)) {
        Requests basic = Requests.plain().basic(Target.ADMIN, Target.ADMIN);
        fill(target, basic);
        measure(hello, target, "get, with a password", () -> getAny(basic), 1);
        Requests cookie = Requests.plain().with("Cookie", session(target));
        measure(hello, target, "get, with a session", () -> getAny(cookie), 1);
      }
    }
    return figures;
  }

  private void open(TargetProcess hello, TargetProcess target, Requests requests)
      throws IOException {
    AtomicLong next = new AtomicLong(DOCUMENTS);
    measure(hello, target, "get", () -> getAny(requests), 1);
    measure(
        hello,
        target,
        "all docs, " + PAGE + " rows",
        () -> requests.get(page("/_all_docs?limit=" + PAGE + "&startkey=%22" + any() + "%22")),
        PAGE);
    measure(
        hello,
        target,
        "all docs, " + PAGE + " rows with documents",
        () ->
            requests.get(
                page(
                    "/_all_docs?include_docs=true&limit="
                        + PAGE
                        + "&startkey=%22"
                        + any()
                        + "%22")),
        PAGE);
    measure(
        hello,
        target,
        "changes, " + PAGE,
        () ->
            requests.get(
                page("/_changes?limit=" + PAGE + "&since=" + random.nextInt(DOCUMENTS - PAGE))),
        PAGE);
    measure(
        hello,
        target,
        "put",
        () -> {
          long number = next.getAndIncrement();
          return requests.send("PUT", page("/" + Documents.id(number)), Documents.json(number, 0));
        },
        1);
    measure(
        hello,
        target,
        "bulk docs, " + BATCH,
        () -> requests.send("POST", page("/_bulk_docs"), batch(next.getAndAdd(BATCH), BATCH)),
        BATCH);
  }

  private byte[] getAny(Requests requests) {
    return requests.get(page("/" + any()));
  }

  private String any() {
    return Documents.id(random.nextInt(DOCUMENTS));
  }

  private static String page(String path) {
    return DATABASE + path;
  }

  private static void fill(TargetProcess target, Requests requests) throws IOException {
    try (Driver driver = new Driver(target.port(), 1)) {
      driver.run(() -> requests.send("PUT", DATABASE, new byte[0]), Duration.ZERO);
      for (int done = 0; done < DOCUMENTS; done += BATCH) {
        byte[] batch = batch(done, BATCH);
        driver.run(() -> requests.send("POST", page("/_bulk_docs"), batch), Duration.ZERO);
      }
    }
  }

  private static byte[] batch(long from, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream((Documents.BYTES + 1) * count + 16);
    out.writeBytes("{\"docs\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(Documents.json(from + i, 0));
    }
    out.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /** Logs in, for the value of the Cookie header. */
  private static String session(TargetProcess target) throws IOException {
    String login = "{\"name\":\"" + Target.ADMIN + "\",\"password\":\"" + Target.ADMIN + "\"}";
    byte[] json = login.getBytes(StandardCharsets.US_ASCII);
    try (Driver driver = new Driver(target.port(), 1)) {
      String head = driver.ask(Requests.plain().send("POST", "/_session", json));
      return head.replaceFirst("(?is).*\nset-cookie: ([^;\n]*).*", "$1");
    }
  }

  /** Loads a server and the bare one in turns, so that both have the same machine. */
  private void measure(
      TargetProcess hello, TargetProcess target, String row, Supplier<byte[]> requests, int rows)
      throws IOException {
    System.err.println("Running HTTP: " + row + " ...");
    byte[] greeting = Requests.plain().get("/");
    Rounds bare = new Rounds(hello, () -> greeting);
    Rounds loaded = new Rounds(target, requests);
    loaded.warmUp(time);
    bare.warmUp(time.dividedBy(ROUNDS));
    for (int i = 0; i < ROUNDS; i++) {
      bare.add(time.dividedBy(ROUNDS));
      loaded.add(time.dividedBy(ROUNDS));
    }
    add(row, "requests/s", loaded.perSecond(), "");
    add(row, "of hello", loaded.perSecond() / bare.perSecond() * 100, "%");
    add(row, "rows or documents/s", loaded.perSecond() * rows, "");
    add(row, "median", loaded.medianMillis(), "ms");
    add(row, "99 of 100 within", loaded.worstOfHundredMillis(), "ms");
    add(row, "server's processor time", loaded.processorMicros(), "µs");
    add(row, "hello's", bare.processorMicros(), "µs");
  }

  private void add(String row, String column, double value, String unit) {
    figures.add(new Figure(TABLE, row, column, value, unit));
  }
}
