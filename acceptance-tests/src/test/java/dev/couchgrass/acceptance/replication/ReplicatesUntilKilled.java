package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.store.flow.Effects.onSuccess;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.result.ReplicationResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that waits for a line, and then replicates from one folder to another. It tells what it
 * begins to write and what was written.
 */
final class ReplicatesUntilKilled {
  static final DatabaseName NAME = new DatabaseName("db");
  static final int BATCH = 20;
  static final int WORKERS = 3;
  static final Duration INTERVAL = Duration.ofMillis(50);

  private static final PrintStream OUT = new PrintStream(System.out, true, US_ASCII);

  private ReplicatesUntilKilled() {}

  static Future<Storage> open(Vertx vertx, Path folder) {
    return ChronicleStorage.open(
        vertx, folder, ChronicleOptions.DEFAULTS, KvOptions.DEFAULTS, OpenListener.NONE);
  }

  public static void main(String[] arguments) throws IOException {
    OUT.println("ready");
    new BufferedReader(new InputStreamReader(System.in, US_ASCII)).readLine();
    Vertx vertx = Vertx.vertx();
    Storage near = await(open(vertx, Path.of(arguments[0])));
    Storage far = await(open(vertx, Path.of(arguments[1])));
    OUT.println("opened");
    Endpoint source = await(near.open(NAME).compose(Endpoint::of));
    Endpoint target = await(far.openOrCreate(NAME).compose(Endpoint::of));
    ReplicationOptions options =
        ReplicationOptions.DEFAULTS
            .withCheckpointInterval(INTERVAL)
            .withBatch(Batching.DEFAULTS.withDocuments(BATCH).withWorkers(WORKERS));
    ReplicationResult result =
        await(
            new Replicator(vertx)
                .start(source, new Endpoint(target.identity(), watched(target.store())), options)
                .result());
    OUT.println("done " + result.counts().written() + " " + result.counts().alreadyThere());
    await(near.close());
    await(far.close());
    await(vertx.close());
  }

  private static DocumentStore watched(DocumentStore target) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              String told =
                  switch (method.getName()) {
                    case "graft" -> "graft " + ((List<?>) arguments[0]).size();
                    // What is to be noted is made durable first.
                    case "flush", "putLocal" ->
                        "note " + (method.getName().equals("flush") ? 0 : 1);
                    default -> "";
                  };
              if (told.isEmpty()) {
                return call(target, method, arguments);
              }
              OUT.println("begin " + told);
              return ((Future<?>) call(target, method, arguments))
                  .andThen(onSuccess(done -> OUT.println("end " + told)));
            });
  }

  private static Object call(DocumentStore target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
