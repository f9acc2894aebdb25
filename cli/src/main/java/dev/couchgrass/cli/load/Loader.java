package dev.couchgrass.cli.load;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.json.ObjectStream;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Loads documents into a database.
 *
 * <p>Several batches are under way at once, so documents are not written in the order in which they
 * are read, unless one batch is allowed alone. Memory holds those batches and the one being read.
 */
public final class Loader {
  private final LoadOptions options;
  private final LoadListener listener;
  private final BatchSender sender;
  private final Semaphore permits;

  /** What the first batch failed with that could not be sent. */
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private List<Draft> pending = new ArrayList<>();
  private int pendingBytes;

  public Loader(CouchClient client, String database, LoadOptions options, LoadListener listener) {
    this.options = options;
    this.listener = listener;
    this.sender = new BatchSender(client, database, options.keepRevisions(), listener);
    this.permits = new Semaphore(options.parallel());
  }

  /**
   * Loads all documents of a stream. Refused documents do not end it; what does is thrown, after
   * the batches that are under way have ended. Documents before malformed input are loaded.
   */
  public void load(ObjectStream documents) throws IOException, InterruptedException {
    try {
      readAll(documents);
    } finally {
      flush();
      permits.acquire(options.parallel());
    }
    rethrow();
  }

  private void readAll(ObjectStream documents) throws IOException, InterruptedException {
    Optional<RawObject> next = documents.next();
    if (next.isPresent() && !documents.inArray()) {
      next = afterFirst(next.get(), documents);
    }
    while (next.isPresent() && failure.get() == null) {
      accept(next.get());
      next = documents.next();
    }
  }

  /** Takes the first object, unless it stands alone and is one around the documents. */
  private Optional<RawObject> afterFirst(RawObject first, ObjectStream documents)
      throws IOException, InterruptedException {
    boolean named = options.idField().filter(first::has).isPresent();
    Optional<String> list = named ? Optional.empty() : Envelope.listIn(first);
    boolean alone = false;
    try {
      Optional<RawObject> second = documents.next();
      alone = second.isEmpty();
      if (alone && list.isPresent()) {
        throw new EnvelopeException(list.get());
      }
      return second;
    } finally {
      if (!alone || list.isEmpty()) {
        accept(first);
      }
    }
  }

  private void accept(RawObject object) throws IOException, InterruptedException {
    Optional<Draft> draft = draft(object);
    if (draft.isPresent()) {
      add(draft.get());
    } else {
      String field = options.idField().orElseThrow();
      listener.refused("line " + object.line(), field + " is no text or number to be an id");
    }
  }

  private Optional<Draft> draft(RawObject object) throws IOException {
    return options.idField().isPresent()
        ? Draft.of(object, options.idField().get())
        : Optional.of(Draft.of(object));
  }

  private void add(Draft draft) throws InterruptedException {
    if (pendingBytes + draft.json().length > options.batchBytes()) {
      flush();
    }
    pending.add(draft);
    pendingBytes += draft.json().length;
    if (pending.size() == options.batch()) {
      flush();
    }
  }

  private void flush() throws InterruptedException {
    if (pending.isEmpty()) {
      return;
    }
    permits.acquire();
    Batch batch = new Batch(pending);
    pending = new ArrayList<>();
    pendingBytes = 0;
    if (failure.get() == null) {
      send(batch);
    } else {
      permits.release();
    }
  }

  // The permit and the failure tell what became of it.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(Batch batch) {
    sender
        .send(batch)
        .whenComplete(
            (done, cause) -> {
              if (cause != null) {
                failure.compareAndSet(null, cause);
              }
              permits.release();
            });
  }

  private void rethrow() throws IOException {
    Throwable first = failure.get();
    if (first == null) {
      return;
    }
    Throwable cause = root(first);
    if (cause instanceof IOException broken) {
      throw broken;
    }
    if (cause instanceof RuntimeException other) {
      throw other;
    }
    throw new IOException(cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof UncheckedIOException;
    return wrapped && cause != null ? root(cause) : failure;
  }
}
