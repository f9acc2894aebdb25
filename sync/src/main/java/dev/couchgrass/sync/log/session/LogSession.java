package dev.couchgrass.sync.log.session;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.channel.ChannelEndedException;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One exchange of a topic's logs with another side: both tell how far their logs go, send what the
 * other lacks, and, if both would, go on with what comes.
 *
 * <p>Both sides do the same, but that one asks and the other answers. A session that breaks has
 * lost nothing: what was taken in is kept, and the next one goes on behind it.
 */
public final class LogSession {
  /** How long the other side has to hear why a session failed, in milliseconds. */
  private static final long LAST_WORDS = 2_000;

  /** How often within the time that a side may be silent it says that it is there. */
  private static final long BEATS = 4;

  /**
   * For so many of these times, a side may get on with nothing, though it says that it is there.
   */
  private static final long PATIENCE = 10;

  private final SessionParts parts;
  private final Line line;
  private final LogSyncOptions options;
  private final Tally tally = new Tally();
  private final Promise<Void> synced = Promise.promise();
  private final Promise<LogSyncReport> ended = Promise.promise();
  private Optional<TopicReader> reader = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean agreed;
  private boolean resting;
  private boolean closed;

  private LogSession(SessionParts parts, MessageChannel channel, LogSyncOptions options) {
    this.parts = parts;
    this.line = new Line(channel);
    this.options = options;
  }

  /** Begins a session as the side that names the topic. It closes the channel at its end. */
  public static LogSession connect(
      SessionParts parts, MessageChannel channel, LogSyncOptions options, Topic topic) {
    LogSession session = new LogSession(parts, channel, options);
    session.run(Handshake.ask(session.line, topic, options.live()));
    return session;
  }

  /**
   * Begins a session as the side that is asked. It closes the channel at its end.
   *
   * @param serves whether a topic is synced here: a topic that is secret is its own permission
   */
  public static LogSession accept(
      SessionParts parts, MessageChannel channel, LogSyncOptions options, Predicate<Topic> serves) {
    LogSession session = new LogSession(parts, channel, options);
    session.run(Handshake.answer(session.line, serves, options.live()));
    return session;
  }

  /** Completes when both sides have what the other had. Fails as {@link #ended} does. */
  public Future<Void> synced() {
    return synced.future();
  }

  /**
   * Completes when the session has ended; one that is live, when either side closes it. Fails with
   * a {@link LogSyncException} if the other side broke the rules, or said that this one did; as the
   * channel or the store if these failed.
   */
  public Future<LogSyncReport> ended() {
    return ended.future();
  }

  /** What was exchanged so far. */
  public LogSyncReport report() {
    return tally.report();
  }

  /** Ends a live session when what is on its way was sent; one that is not live ends by itself. */
  public Future<Void> close() {
    Optional<TopicReader> open;
    synchronized (this) {
      closed = true;
      open = reader;
    }
    open.ifPresent(TopicReader::close);
    return ended.future().transform(done -> Future.succeededFuture());
  }

  private void run(Future<Handshake.Agreement> handshake) {
    long beat = Math.max(1, options.silence().toMillis() / BEATS);
    long watch = parts.vertx().setPeriodic(beat, id -> beat());
    handshake
        .compose(this::exchange)
        .recover(this::abort)
        .onComplete(
            done -> {
              parts.vertx().cancelTimer(watch);
              finish();
            });
  }

  /** Gives the other side up if it is gone, and tells it that this one is not. */
  private void beat() {
    long silence = options.silence().toNanos();
    boolean mayIdle;
    boolean speaks;
    synchronized (this) {
      mayIdle = resting && !closed;
      speaks = agreed && failure.isEmpty();
    }
    Pulse pulse = line.pulse();
    if (pulse.isSilent(silence)
        || pulse.isBlocked(PATIENCE * silence)
        || (!mayIdle && pulse.isIdle(PATIENCE * silence))) {
      abort(LogSyncException.found(LogSyncProblem.SILENT));
    } else if (pulse.mustSpeak() && speaks) {
      // If it can't be sent, whoever listens finds out.
      line.send(new LogMessage.Alive());
    }
  }

  private Future<Void> exchange(Handshake.Agreement agreement) {
    synchronized (this) {
      agreed = true;
    }
    TopicReader topicReader =
        new TopicReader(parts.logs(), parts.signal(), agreement.topic(), LogHeights.NONE);
    opened(topicReader);
    Outgoing outgoing =
        new Outgoing(parts.logs(), agreement.topic(), line, options, topicReader, tally);
    Intake intake =
        new Intake(
            parts.ingest(),
            agreement.topic(),
            options,
            outgoing.told(),
            new Conduct(options.maxLogs(), topicReader, tally));
    Incoming incoming = new Incoming(line, options, intake, agreement.live());
    intake
        .broken()
        .onFailure(
            why -> {
              abort(why);
            });
    Future<Void> receiving =
        incoming.run().andThen(onSuccess(done -> topicReader.close())).recover(this::abort);
    Future<Void> sending =
        outgoing
            .sync(incoming.told(), incoming::mayBeGiven)
            .compose(done -> incoming.taken())
            .compose(done -> line.send(new LogMessage.Taken()))
            .compose(done -> incoming.given())
            .andThen(onSuccess(done -> rest()))
            .compose(done -> agreement.live() ? outgoing.live() : Future.<Void>succeededFuture())
            .compose(done -> line.send(new LogMessage.End()))
            .recover(this::sendingFailed);
    // Whoever hears that a session has ended may close the storage.
    return Future.join(receiving, sending).<Void>mapEmpty().eventually(intake::finish);
  }

  private void opened(TopicReader topicReader) {
    boolean over;
    synchronized (this) {
      reader = Optional.of(topicReader);
      over = closed;
    }
    if (over) {
      topicReader.close();
    }
  }

  private void rest() {
    synchronized (this) {
      resting = true;
    }
    synced.tryComplete();
  }

  /** If the other side is gone, what it said last tells why. */
  private Future<Void> sendingFailed(Throwable why) {
    return why instanceof ChannelEndedException ? Future.succeededFuture() : abort(why);
  }

  /** Ends everything, for the first reason that there is. */
  private Future<Void> abort(Throwable why) {
    Optional<TopicReader> open;
    synchronized (this) {
      if (failure.isPresent()) {
        return Future.succeededFuture();
      }
      failure = Optional.of(why);
      open = reader;
    }
    open.ifPresent(TopicReader::close);
    return lastWords(why).eventually(line::close);
  }

  /** Tells the other side why, unless it said so itself, or is gone. */
  private Future<Void> lastWords(Throwable why) {
    LogSyncProblem problem =
        why instanceof LogSyncException known ? known.problem() : LogSyncProblem.FAILED;
    boolean heard = why instanceof LogSyncException known && known.isRemote();
    if (heard || problem == LogSyncProblem.ENDED) {
      return Future.succeededFuture();
    }
    Promise<Void> said = Promise.promise();
    long timer = parts.vertx().setTimer(LAST_WORDS, id -> said.tryComplete());
    line.send(new LogMessage.Fail(problem))
        .onComplete(
            sent -> {
              parts.vertx().cancelTimer(timer);
              said.tryComplete();
            });
    return said.future();
  }

  private void finish() {
    Optional<Throwable> why;
    synchronized (this) {
      why = failure;
      reader.ifPresent(TopicReader::close);
    }
    if (why.isPresent()) {
      synced.tryFail(why.get());
      ended.fail(why.get());
    } else {
      line.close()
          .onComplete(
              done -> {
                ended.complete(tally.report());
              });
    }
  }
}
