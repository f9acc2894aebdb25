package dev.couchgrass.store.http.read;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.RowsJson;
import dev.couchgrass.store.http.options.FeedKind;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code _changes}. */
public final class ChangesReads {
  private static final int HEARTBEATS = 3;

  private final Remote remote;

  public ChangesReads(Remote remote) {
    this.remote = remote;
  }

  /** The changes up to now. */
  public Future<ChangesResult> changes(ChangesOptions options) {
    return page(options).map(page -> page);
  }

  /** The changes as they come. */
  public Future<LiveChanges> follow(ChangesOptions options) {
    if (options.descending()) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "A feed without end goes forward"));
    }
    ChangesOptions look = options.withLimit(1).withDocuments(false);
    return page(look)
        .compose(
            page ->
                page.drain()
                    .map(
                        read ->
                            options.since().equals(UpdateSequence.NOW)
                                ? page.lastSequence()
                                : options.since())
                    .eventually(page::close))
        .map(
            since -> {
              ChangesOptions endless = options.withLimit(Long.MAX_VALUE).withSince(since);
              return remote.wire().options().feeds() == FeedKind.CONTINUOUS
                  ? new ContinuousFeed(remote, this, endless)
                  : new LongPollFeed(remote, this, endless);
            });
  }

  Future<ChangesPage> page(ChangesOptions options) {
    requireToken(options.since());
    Path path = path(options);
    if (options.limit() != Long.MAX_VALUE) {
      // A limit of none is not understood by servers: one change is asked for, and passed over.
      path = path.with("limit", Long.toString(Math.max(1, options.limit())));
    }
    return open(call(path, options.filter()), options);
  }

  /** Changes after the moment if there are some, else the next ones when they come. */
  Future<ChangesPage> longPoll(ChangesOptions options, int max) {
    return open(live("longpoll", options, Optional.of(max)), options);
  }

  /** Changes after the moment, and then the next ones, without end. */
  Future<FeedLines> continuous(ChangesOptions options) {
    int most = remote.wire().options().limits().answerBytes();
    return remote
        .wire()
        .send(live("continuous", options, Optional.empty()).asStream())
        .map(answer -> new FeedLines(answer.body(), most));
  }

  /** A server that keeps silent for {@value #HEARTBEATS} heartbeats is taken to be gone. */
  private Call live(String feed, ChangesOptions options, Optional<Integer> max) {
    Duration heartbeat = remote.wire().options().timeouts().heartbeat();
    Path path =
        path(options).with("feed", feed).with("heartbeat", Long.toString(heartbeat.toMillis()));
    if (max.isPresent()) {
      path = path.with("limit", Integer.toString(max.get()));
    }
    return call(path, options.filter()).withPatience(heartbeat.multipliedBy(HEARTBEATS));
  }

  private Future<ChangesPage> open(Call call, ChangesOptions options) {
    return remote
        .<Change>rows(call, "results", row -> Optional.of(RowsJson.change(row)))
        .map(rows -> new ChangesPage(remote.place(), rows, options));
  }

  /** An empty one would mean the start to a server, and is no moment at all. */
  private static void requireToken(UpdateSequence since) {
    if (since.token().isEmpty()) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "Not an update sequence: ", since.token());
    }
  }

  private Path path(ChangesOptions options) {
    boolean documents = options.includeDocuments();
    Path plain =
        remote
            .path("_changes")
            .with("since", options.since().token())
            .flag("descending", options.descending())
            .flag("include_docs", documents)
            .flag("att_encoding_info", documents)
            .flag("conflicts", documents && options.conflicts());
    Path path =
        options.style() == ChangesOptions.Style.ALL_DOCS ? plain.with("style", "all_docs") : plain;
    return filterName(options.filter()).map(name -> path.with("filter", name)).orElse(path);
  }

  private static Optional<String> filterName(ChangesFilter filter) {
    if (filter instanceof ChangesFilter.Design) {
      return Optional.of("_design");
    }
    if (filter instanceof ChangesFilter.Selector) {
      return Optional.of("_selector");
    }
    return filter instanceof ChangesFilter.Documents ? Optional.of("_doc_ids") : Optional.empty();
  }

  /** What a filter is told beside its name makes the call a {@code POST}, which changes nothing. */
  private static Call call(Path path, ChangesFilter filter) {
    if (filter instanceof ChangesFilter.Documents documents) {
      List<String> ids = documents.ids().stream().map(id -> id.value()).toList();
      return post(path, new JsonOut().beginObject().name("doc_ids").strings(ids));
    }
    return filter instanceof ChangesFilter.Selector selector
        ? post(path, new JsonOut().beginObject().name("selector").raw(selector.json().bytes()))
        : Call.get(path);
  }

  private static Call post(Path path, JsonOut open) {
    return Call.post(path, open.endObject().bytes()).asSafe();
  }
}
