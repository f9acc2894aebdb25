package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.sync.log.item.Draft;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody with signed logs in memory, and a key. */
final class Node {
  private final SecureRandom random = new SecureRandom();
  private final Storage storage;
  private final SignedLogs logs;
  private final SigningKey key = SigningKey.generate(random);

  Node(Vertx vertx) {
    this(vertx, LogsOptions.DEFAULTS);
  }

  Node(Vertx vertx, LogsOptions options) {
    this.storage = await(MemoryStorage.open(vertx));
    this.logs = await(SignedLogs.open(vertx, storage, options));
  }

  Storage storage() {
    return storage;
  }

  SignedLogs logs() {
    return logs;
  }

  SigningKey key() {
    return key;
  }

  /** The log that it writes for a topic. */
  Log log(Topic topic) {
    return new Log(key.publicKey(), topic.logId());
  }

  Operation append(Topic topic, String text) {
    return await(logs.append(key, draft(topic, text)));
  }

  void append(Topic topic, int count) {
    for (int i = 0; i < count; i++) {
      append(topic, "operation " + i);
    }
  }

  Operation prune(Topic topic, String text) {
    return await(
        logs.append(key, draft(topic, text).withExtensions(LogExtensions.NONE.withPrune(true))));
  }

  static Draft draft(Topic topic, String text) {
    return Draft.of(topic, text.getBytes(StandardCharsets.UTF_8));
  }

  LogHeights heights(Topic topic) {
    List<Log> all = await(logs.stores().topics().logs(topic, Optional.empty(), 10_000));
    return await(logs.stores().logs().heights(all));
  }

  /** The ids of a topic's operations, by log. */
  Map<Log, List<Operation>> operations(Topic topic) {
    Map<Log, List<Operation>> all = new TreeMap<>();
    for (Log log : await(logs.stores().topics().logs(topic, Optional.empty(), 10_000))) {
      all.put(log, operations(log));
    }
    return all;
  }

  List<Operation> operations(Log log) {
    List<Operation> operations = new ArrayList<>();
    LogRange rest = LogRange.ALL;
    while (true) {
      List<Operation> page = await(logs.stores().logs().entries(log, rest, PageLimit.DEFAULT));
      if (page.isEmpty()) {
        return operations;
      }
      operations.addAll(page);
      rest = LogRange.after(page.get(page.size() - 1).header().sequenceNumber());
    }
  }

  void close() {
    await(storage.close());
    key.close();
  }
}
