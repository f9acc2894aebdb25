package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.RequestCount;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two instances in memory, in one process, over HTTP. Figures are medians. */
public final class PeerRounds {
  private static final String TABLE = "Signed databases: sync over HTTP, memory to memory";
  private static final int BATCH = 1_000;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;
  private static final int AGAIN = 31;

  private final RequestCount requests;
  private final Vertx vertx;
  private final Path folder;
  private final String column;
  private final int count;

  private PeerRounds(RequestCount requests, Vertx vertx, Path folder, int count) {
    this.requests = requests;
    this.vertx = vertx;
    this.folder = folder;
    this.count = count;
    this.column = String.format(Locale.ROOT, "%,d entries", count);
  }

  /** Arguments: the {@link Scale}, anything, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int count = Scale.of(arguments).records() / 25;
    RequestCount requests = new RequestCount();
    Vertx vertx = Vertx.builder().withMetrics(requests).build();
    new PeerRounds(requests, vertx, Path.of(arguments[3]), count).run();
    vertx.close().await();
  }

  private void run() throws Exception {
    Home host = Home.make(vertx, Kept.MEMORY, folder);
    User user = host.user();
    Chain chain = Chain.begin(user);
    List<Entry> entries = new ArrayList<>();
    while (entries.size() < count) {
      List<Entry> batch = chain.next(BATCH);
      host.put(chain.database(), batch);
      entries.addAll(batch);
    }
    InstanceSync sync = host.instance().enableSync(SyncOptions.DEFAULTS).await();
    sync.listen("127.0.0.1", 0).await();
    Ticket ticket = sync.share(user, chain.database()).await();
    try (Verification verification = new Verification(chain.key())) {
      bootstraps(ticket, host, entries, verification);
    }
    sync.close().await();
    host.remove();
  }

  private void bootstraps(Ticket ticket, Home host, List<Entry> entries, Verification verification)
      throws Exception {
    List<Double> seconds = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    long sent = 0;
    for (int i = 0; i < WARM_UPS + ROUNDS; i++) {
      Taken raw = Taken.by(() -> verification.run(entries, Verification.CORES));
      Home home = Home.make(vertx, Kept.MEMORY, folder);
      Guest guest = new Guest(home, home.user(), enableSync(home), ticket);
      long before = requests.requests();
      Taken taken = Taken.by(guest::join);
      sent = requests.requests() - before;
      guest.requireEqual(host);
      if (i >= WARM_UPS) {
        seconds.add(taken.seconds());
        shares.add(100 * raw.seconds() / taken.seconds());
        micros.add(taken.processor() / count * 1e6);
      }
      if (i == WARM_UPS + ROUNDS - 1) {
        tell("all of it, to an empty instance (entries/s)", count / median(seconds), "");
        tell("of raw verification on all cores", median(shares), "%");
        tell("processor time of both, each entry", median(micros), "µs");
        tell("HTTP requests of it", (double) sent, "");
        again(guest);
      }
      guest.sync().close().await();
      home.remove();
    }
  }

  private static InstanceSync enableSync(Home home) {
    return home.instance().enableSync(SyncOptions.DEFAULTS).await();
  }

  private static double median(List<Double> values) {
    return Throughput.median(values);
  }

  private void again(Guest guest) throws Exception {
    long before = requests.requests();
    List<Taken> rounds = Taken.rounds(AGAIN, guest::syncNothing);
    tell("nothing new, time, median", Taken.seconds(rounds) * 1e3, "ms");
    tell("nothing new, first time", rounds.get(0).seconds() * 1e3, "ms");
    double sent = (requests.requests() - before) / (double) AGAIN;
    tell("nothing new, HTTP requests", sent, "");
  }

  private void tell(String row, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, row, column, value, unit));
  }

  /** Who has nothing, and a ticket. */
  private record Guest(Home home, User user, InstanceSync sync, Ticket ticket) {
    void join() {
      AccessStatus status = sync.join(user, ticket, new Permission.Read()).await();
      if (status != AccessStatus.GRANTED) {
        throw new IllegalStateException("Not let in: " + status);
      }
    }

    void requireEqual(Home host) {
      Object here = home.instance().database(ticket.database()).snapshot().await();
      Object there = host.instance().database(ticket.database()).snapshot().await();
      if (!here.equals(there)) {
        throw new IllegalStateException("Not everything arrived: " + here);
      }
    }

    void syncNothing() {
      List<SyncReport> reports = sync.sync(ticket.database()).await();
      if (reports.size() != 1 || reports.get(0).received() + reports.get(0).sent() != 0) {
        throw new IllegalStateException("There was something new: " + reports);
      }
    }
  }
}
