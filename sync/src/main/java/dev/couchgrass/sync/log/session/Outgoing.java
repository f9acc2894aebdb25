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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one side sends: how far its logs go, what the other lacks of them, and then what comes. */
final class Outgoing {
  private final LogView view;
  private final Topic topic;
  private final Line line;
  private final LogSyncOptions options;
  private final TopicReader reader;
  private final Tally tally;

  /** The last log whose height was told. */
  private Optional<Log> told = Optional.empty();

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

  /**
   * Sends what the other side lacks now.
   *
   * @param theirs completes with how far the other side's logs go
   * @param beforeDone called when all but {@link LogMessage.Done} is sent
   */
  Future<Void> sync(Future<LogHeights> theirs, Runnable beforeDone) {
    return have()
        .compose(ours -> theirs.compose(heights -> sendLacking(ours, heights)))
        .compose(
            done -> {
              beforeDone.run();
              return line.send(new LogMessage.Done());
            });
  }

  /** Tells how far the topic's logs go; answers it too. */
  private Future<LogHeights> have() {
    Map<Log, Long> all = new TreeMap<>();
    return Repeat.whileTrue(
            () ->
                view.topics()
                    .logs(topic, told, LogMessages.MAX_HEIGHTS)
                    .compose(logs -> have(logs, all)))
        .map(done -> LogHeights.of(all));
  }

  private Future<Boolean> have(List<Log> logs, Map<Log, Long> all) {
    boolean more = logs.size() == LogMessages.MAX_HEIGHTS;
    told = logs.isEmpty() ? told : Optional.of(logs.get(logs.size() - 1));
    return view.logs()
        .heights(logs)
        .compose(
            heights -> {
              all.putAll(heights.all());
              return heights.isEmpty() && more
                  ? Future.<Void>succeededFuture()
                  : line.send(new LogMessage.Have(heights, !more));
            })
        .map(sent -> more);
  }

  private Future<Void> sendLacking(LogHeights ours, LogHeights theirs) {
    ours.all().forEach(reader::skip);
    theirs.all().forEach(reader::skip);
    SortedMap<Log, LogRange> lacking = ours.lackedBy(theirs);
    return Repeat.each(
            lacking.entrySet(),
            each ->
                view.logs()
                    .size(each.getKey(), each.getValue())
                    .map(more -> size = size.plus(more)))
        .compose(done -> line.send(new LogMessage.Announce(size.operations(), size.bytes())))
        .compose(
            done ->
                Repeat.each(
                    lacking.entrySet(), each -> new Sending(each.getKey(), each.getValue()).run()));
  }

  /** Sends part of a log, page by page. */
  private final class Sending {
    private final Log log;
    private LogRange rest;

    Sending(Log log, LogRange range) {
      this.log = log;
      this.rest = range;
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
      return Repeat.each(page, operation -> Outgoing.this.send(operation, log.id()))
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
