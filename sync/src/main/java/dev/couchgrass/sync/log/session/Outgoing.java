package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.StoredOperation;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogMessages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one side sends: how far its logs go, what the other lacks of them, and then what comes. */
final class Outgoing {
  private final LogView view;
  private final Topic topic;
  private final Line line;
  private final LogSyncOptions options;
  private final TopicReader reader;
  private final Tally tally;

  private final Promise<LogHeights> told = Promise.promise();

  /** The last log whose height was told. */
  private Optional<Log> last = Optional.empty();

  /** What is to be announced. */
  private LogSize size = LogSize.NONE;

  Outgoing(
      LogView view,
      Topic topic,
      Line line,
      LogSyncOptions options,
      TopicReader reader,
      Tally tally) {
    this.view = view;
    this.topic = topic;
    this.line = line;
    this.options = options;
    this.reader = reader;
    this.tally = tally;
  }

  /** How far the topic's logs go here, once the other side was told all of it. */
  Future<LogHeights> told() {
    return told.future();
  }

  /**
   * Sends what the other side lacks now.
   *
   * @param theirs completes with what the other side has told
   * @param beforeDone called when all but {@link LogMessage.Done} is sent
   */
  Future<Void> sync(Future<Told> theirs, Runnable beforeDone) {
    return have()
        .andThen(
            ended -> {
              told.handle(ended);
            })
        .compose(ours -> theirs.compose(there -> sendLacking(ours, there)))
        .compose(
            done -> {
              beforeDone.run();
              return line.send(new LogMessage.Done());
            });
  }

  /** Tells how far the topic's logs go, and which bodies are wanted; answers how far. */
  private Future<LogHeights> have() {
    Map<Log, Long> all = new TreeMap<>();
    Wanted wanted = new Wanted(view.logs());
    return Repeat.whileTrue(
            () ->
                view.topics()
                    .logs(topic, last, LogMessages.MAX_HEIGHTS)
                    .compose(logs -> have(logs, all, wanted)))
        .map(done -> LogHeights.of(all));
  }

  private Future<Boolean> have(List<Log> logs, Map<Log, Long> all, Wanted wanted) {
    boolean more = logs.size() == LogMessages.MAX_HEIGHTS;
    last = logs.isEmpty() ? last : Optional.of(logs.get(logs.size() - 1));
    return view.logs()
        .heights(logs)
        .compose(
            heights -> {
              all.putAll(heights.all());
              return wanted.look(heights).map(heights);
            })
        .compose(heights -> more ? Future.succeededFuture(heights) : want(wanted).map(heights))
        .compose(
            heights ->
                heights.isEmpty() && more
                    ? Future.<Void>succeededFuture()
                    : line.send(new LogMessage.Have(heights, !more)))
        .map(sent -> more);
  }

  private Future<Void> want(Wanted wanted) {
    return wanted.chosen().isEmpty()
        ? Future.succeededFuture()
        : line.send(new LogMessage.Want(wanted.chosen()));
  }

  private Future<Void> sendLacking(LogHeights ours, Told there) {
    ours.all().forEach(reader::skip);
    there.heights().all().forEach(reader::skip);
    List<Sending> all = new ArrayList<>();
    there
        .wanted()
        .forEach(
            (log, numbers) -> {
              // Nothing of logs that are another topic's; what it lacks anyway comes below.
              long known = Math.min(ours.of(log).orElse(-1), there.heights().of(log).orElse(-1));
              numbers.stream()
                  .filter(number -> number <= known)
                  .forEach(number -> all.add(new Sending(log, LogRange.only(number), true)));
            });
    ours.lackedBy(there.heights()).forEach((log, range) -> all.add(new Sending(log, range, false)));
    return Repeat.each(
            all, each -> view.logs().size(each.log, each.rest).map(more -> size = size.plus(more)))
        .compose(done -> line.send(new LogMessage.Announce(size.operations(), size.bytes())))
        .compose(done -> Repeat.each(all, Sending::run));
  }

  /** Sends part of a log, page by page. */
  private final class Sending {
    private final Log log;
    private final boolean withBodyAlone;
    private LogRange rest;

    /**
     * @param withBodyAlone whether what has no body is left out
     */
    Sending(Log log, LogRange range, boolean withBodyAlone) {
      this.log = log;
      this.rest = range;
      this.withBodyAlone = withBodyAlone;
    }

    Future<Void> run() {
      return Repeat.whileTrue(
          () -> view.logs().entries(log, rest, options.page()).compose(this::send));
    }

    private Future<Boolean> send(List<Operation> page) {
      if (page.isEmpty()) {
        return Future.succeededFuture(false);
      }
      rest = rest.withAfter(page.get(page.size() - 1).header().sequenceNumber());
      return Repeat.each(
              page,
              operation ->
                  withBodyAlone && operation.body().isEmpty()
                      ? Future.<Void>succeededFuture()
                      : Outgoing.this.send(operation, log.id()))
          .map(done -> !rest.isEmpty());
    }
  }

  /** Sends what comes, until the reader is closed. */
  Future<Void> live() {
    return Repeat.whileTrue(
        () ->
            reader
                .next(options.page())
                .compose(
                    page ->
                        page.isEmpty()
                            ? Future.succeededFuture(false)
                            : sendLive(page).map(done -> true)));
  }

  private Future<Void> sendLive(List<StoredOperation> page) {
    return Repeat.each(page, each -> send(each.operation(), each.logId()));
  }

  private Future<Void> send(Operation operation, LogId logId) {
    LogMessage.Send message =
        new LogMessage.Send(
            logId, operation.header().bytes(), operation.body().map(body -> body.bytes()));
    tally.sent(message.size());
    return line.send(message);
  }
}
