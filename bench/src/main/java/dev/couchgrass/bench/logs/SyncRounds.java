package dev.couchgrass.bench.logs;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.mount.SocketMount;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.log.channel.MemoryChannel;
import dev.couchgrass.sync.log.channel.SocketChannel;
import dev.couchgrass.sync.log.session.LogSession;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Syncs logs with somebody who has nothing, and with somebody who has everything. */
public final class SyncRounds {
  private static final String TABLE = "Signed logs: sync";
  private static final int WARM_UPS = 1;
  private static final int ROUNDS = 3;

  private final Vertx vertx = Vertx.vertx();
  private final Kept kept;
  private final Path folder;
  private final Authors authors = new Authors();
  private final String column;
  private final int count;

  private SyncRounds(Kept kept, Path folder, int count) {
    this.kept = kept;
    this.folder = folder;
    this.count = count;
    this.column = String.format(Locale.ROOT, "%,d operations", count);
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int count = Scale.of(arguments).records() / 10;
    new SyncRounds(Kept.valueOf(arguments[2]), Path.of(arguments[3]), count).run();
  }

  /** Connects somebody with the one who has everything. */
  private interface Connection {
    LogSession open(LogHome guest);
  }

  private void run() throws Exception {
    LogHome host = LogHome.make(vertx, kept, folder.resolve("host"));
    List<Operation> operations = authors.next(count);
    host.fill(authors.topic(), operations);
    rounds("in one process", operations, guest -> beside(host, guest));
    CouchServer server = serve(host);
    String url = server.url().replace("http", "ws") + "/_logs/v1";
    rounds("over a WebSocket", operations, guest -> overSocket(url, guest));
    server.close().await();
    host.remove();
    vertx.close().await();
  }

  private LogSession beside(LogHome host, LogHome guest) {
    MemoryChannel.Ends ends = MemoryChannel.open();
    host.logs().accept(ends.second(), authors.topic()::equals);
    return guest.logs().connect(ends.first(), authors.topic());
  }

  private LogSession overSocket(String url, LogHome guest) {
    return guest
        .logs()
        .connect(SocketChannel.connect(vertx, URI.create(url)).await(), authors.topic());
  }

  private CouchServer serve(LogHome host) {
    SocketMount mount =
        new SocketMount(
            "/_logs/v1",
            SocketChannel.MAX_MESSAGE_BYTES,
            10,
            socket ->
                host.logs().accept(SocketChannel.over(socket), authors.topic()::equals).ended());
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withAdmin("admin", "secret");
    return CouchServer.start(
            vertx, MemoryStorage.open(vertx).await(), options, List.of(), List.of(mount))
        .await();
  }

  private void rounds(String how, List<Operation> operations, Connection connection)
      throws Exception {
    List<Taken> all = new ArrayList<>();
    List<Taken> again = new ArrayList<>();
    List<Taken> raw = new ArrayList<>();
    try (Verification verification = new Verification()) {
      for (int i = 0; i < WARM_UPS + ROUNDS; i++) {
        raw.add(Taken.by(() -> verification.run(operations)));
        LogHome guest = LogHome.make(vertx, kept, folder.resolve("guest"));
        all.add(Taken.by(() -> sync(guest, connection, count)));
        again.add(Taken.by(() -> sync(guest, connection, 0)));
        guest.remove();
      }
    }
    List.of(all, again, raw).forEach(list -> list.subList(0, WARM_UPS).clear());
    tell(how + ", all of it (operations/s)", count / Taken.seconds(all), "");
    tell(
        how + ", of raw verification on all cores",
        100 * Taken.seconds(raw) / Taken.seconds(all),
        "%");
    tell(how + ", nothing new", Taken.seconds(again) * 1e3, "ms");
  }

  private static void sync(LogHome guest, Connection connection, long expected) {
    long inserted = connection.open(guest).ended().await().inserted();
    if (inserted != expected) {
      throw new IllegalStateException("Other operations arrived than expected: " + inserted);
    }
  }

  private void tell(String row, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, kept.title() + ", " + row, column, value, unit));
  }
}
