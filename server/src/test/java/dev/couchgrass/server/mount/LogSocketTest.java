package dev.couchgrass.server.mount;

import static dev.couchgrass.server.testing.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import dev.couchgrass.sync.log.LogsOptions;
import dev.couchgrass.sync.log.SignedLogs;
import dev.couchgrass.sync.log.channel.SocketChannel;
import dev.couchgrass.sync.log.feed.TopicFeed;
import dev.couchgrass.sync.log.item.Draft;
import dev.couchgrass.sync.log.session.LogSession;
import dev.couchgrass.sync.log.session.LogSyncOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed logs that sync over WebSockets, on the port that documents are served on. */
class LogSocketTest {
  private static final LogsOptions LIVE =
      LogsOptions.DEFAULTS.withSync(LogSyncOptions.DEFAULTS.withLive(true));
  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx = Vertx.vertx();
  private final Topic topic = Topic.random(random);
  private final SigningKey key = SigningKey.generate(random);
  private SignedLogs here;
  private SignedLogs there;
  private CouchServer server;

  @BeforeEach
  void start() {
    here = logs();
    there = logs();
    Storage documents = await(MemoryStorage.open(vertx));
    SocketMount mount =
        new SocketMount(
            "/_logs/v1",
            SocketChannel.MAX_MESSAGE_BYTES,
            1,
            socket -> there.accept(SocketChannel.over(socket), topic::equals).ended());
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withAdmin("admin", "secret");
    server = await(CouchServer.start(vertx, documents, options, List.of(), List.of(mount)));
  }

  @AfterEach
  void stop() {
    await(server.close());
    await(vertx.close());
  }

  private SignedLogs logs() {
    return await(SignedLogs.open(vertx, await(MemoryStorage.open(vertx)), LIVE));
  }

  private SocketChannel connect(String path) {
    return await(
        SocketChannel.connect(vertx, URI.create(server.url().replace("http", "ws") + path)));
  }

  private List<Operation> operations(SignedLogs logs) {
    Log log = new Log(key.publicKey(), topic.logId());
    return await(logs.stores().logs().entries(log, LogRange.ALL, PageLimit.DEFAULT));
  }

  @Test
  void syncsAndGoesOn() {
    for (int i = 0; i < 20; i++) {
      await(here.append(key, Draft.of(topic, new byte[100_000])));
    }
    LogSession session = here.connect(connect("/_logs/v1"), topic);
    await(session.synced());
    assertEquals(operations(here), operations(there));
    TopicFeed feed = await(there.read(topic, "reader", TopicFeed.Start.BEGINNING));
    Operation last = await(here.append(key, Draft.of(topic, new byte[] {1})));
    StoredOperation read = await(feed.next(PageLimit.DEFAULT)).get(0);
    while (!read.operation().equals(last)) {
      List<StoredOperation> page = await(feed.next(PageLimit.DEFAULT));
      read = page.get(page.size() - 1);
    }
    await(session.close());
    assertEquals(21, session.report().sent());
  }

  @Test
  void refusesMoreSocketsThanThereMayBe() {
    LogSession session = here.connect(connect("/_logs/v1"), topic);
    await(session.synced());
    UpgradeRejectedException refused =
        assertThrows(UpgradeRejectedException.class, () -> connect("/_logs/v1"));
    assertEquals(503, refused.getStatus());
    assertThrows(UpgradeRejectedException.class, () -> connect("/_logs/v2"));
    await(session.close());
  }
}
