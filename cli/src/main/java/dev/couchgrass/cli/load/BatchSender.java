package dev.couchgrass.cli.load;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.ServerException;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.ObjectStream;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends a batch, and tells what the server made of each document. */
final class BatchSender {
  private final CouchClient client;
  private final Target target;
  private final boolean keepRevisions;
  private final LoadListener listener;

  BatchSender(CouchClient client, String database, boolean keepRevisions, LoadListener listener) {
    this.client = client;
    this.target = Target.of(database, "_bulk_docs");
    this.keepRevisions = keepRevisions;
    this.listener = listener;
  }

  /** Completes when the server has answered for all of the batch; fails if it cannot go on. */
  CompletableFuture<Void> send(Batch batch) {
    return client
        .post(target, batch.body(keepRevisions))
        .thenCompose(answer -> count(batch, answer))
        .exceptionallyCompose(failure -> refuse(batch, failure));
  }

  /**
   * A server that cannot read one document refuses all that came with it, and writes none of them:
   * halving finds the one.
   */
  private CompletableFuture<Void> refuse(Batch batch, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ServerException refusal) || !isAboutContent(refusal)) {
      return CompletableFuture.failedFuture(cause);
    }
    if (batch.size() > 1) {
      return send(batch.firstHalf()).thenCompose(done -> send(batch.secondHalf()));
    }
    listener.refused(batch.documents().get(0).label(), refusal.word() + ": " + refusal.reason());
    return CompletableFuture.completedFuture(null);
  }

  private static boolean isAboutContent(ServerException refusal) {
    return refusal.status() == 400 || refusal.status() == 413;
  }

  private CompletableFuture<Void> count(Batch batch, byte[] answer) {
    try {
      List<RawObject> rows = rows(answer);
      boolean aligned = rows.size() == batch.size();
      int refused = 0;
      for (int i = 0; i < rows.size(); i++) {
        RawObject row = rows.get(i);
        Optional<String> word = row.text("error");
        if (word.isPresent()) {
          refused++;
          String label =
              aligned ? batch.documents().get(i).label() : row.text("id").orElse("a document");
          listener.refused(label, word.get() + ": " + row.text("reason").orElse(""));
        }
      }
      listener.loaded(batch.size() - refused);
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(new UncheckedIOException(e));
    }
  }

  /** One row for each document; where revisions are kept, only for each that was refused. */
  private static List<RawObject> rows(byte[] answer) throws IOException {
    List<RawObject> rows = new ArrayList<>();
    try (ObjectStream stream = ObjectStream.of(answer)) {
      for (Optional<RawObject> row = stream.next(); row.isPresent(); row = stream.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
