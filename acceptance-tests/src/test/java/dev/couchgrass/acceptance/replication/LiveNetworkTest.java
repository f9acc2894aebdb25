package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.network.Fault;
import dev.couchgrass.conformance.network.FaultyGateway;
import dev.couchgrass.conformance.network.FaultyProxy;
import dev.couchgrass.conformance.network.HttpFault;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live replications to and from servers that come and go. */
class LiveNetworkTest {
  private static final ReplicationOptions LIVE =
      Trial.STUBBORN.withLive(true).withRetry(Trial.STUBBORN.retry());

  private final Random random = new Random(1);
  private final Trial trial = new Trial();
  private final DocumentStore source = trial.database("source");
  private final DocumentStore target = trial.database("target");

  @AfterEach
  void stop() {
    trial.close();
  }

  private FaultyProxy proxy() {
    return new FaultyProxy(trial.vertx(), trial.port(), () -> Fault.HARMLESS, () -> Fault.HARMLESS);
  }

  /** Nothing comes any more, and nothing ends: as where a laptop slept, or a router forgot. */
  @ParameterizedTest(name = "the source is far: {0}")
  @ValueSource(booleans = {true, false})
  void aLineThatFallsSilentIsNoticed(boolean sourceFar) {
    FaultyProxy proxy = proxy();
    DocumentStore far = trial.patient(trial.listening(proxy), sourceFar ? "source" : "target");
    Contents.fill(source, random, 60);
    Replication replication = trial.start(sourceFar ? far : source, sourceFar ? target : far, LIVE);
    Trial.awaitEqual(replication, source, target);
    Trial.until(replication, ReplicationState.Idle.class);
    for (int i = 0; i < 3; i++) {
      proxy.silence(true);
      Contents.fill(source, random, 60);
      ReplicationState.Retrying silent = Trial.until(replication, ReplicationState.Retrying.class);
      assertEquals(ErrorCode.STORE_FAILED, ((StoreException) silent.error()).code());
      proxy.silence(false);
      Trial.awaitEqual(replication, source, target);
    }
    await(replication.cancel());
  }

  @ParameterizedTest(name = "the source is far: {0}")
  @ValueSource(booleans = {true, false})
  void aServerThatIsRestartedIsComeBackTo(boolean sourceFar) {
    DocumentStore far = trial.patient(trial.port(), sourceFar ? "source" : "target");
    Replication replication = trial.start(sourceFar ? far : source, sourceFar ? target : far, LIVE);
    for (int i = 0; i < 3; i++) {
      Contents.fill(source, random, 60);
      Trial.awaitEqual(replication, source, target);
      trial.stopServer();
      Contents.fill(source, random, 60);
      Trial.until(replication, ReplicationState.Retrying.class);
      trial.startServer();
      Trial.awaitEqual(replication, source, target);
    }
    await(replication.cancel());
  }

  /** Its sequences begin anew, and what the target notes of the former one is not about it. */
  @Test
  void aSourceThatIsMadeAgainIsReadFromItsBeginning() {
    Contents.fill(source, random, 100);
    Replication replication = trial.start(trial.patient(trial.port(), "source"), target, LIVE);
    Trial.awaitEqual(replication, source, target);
    trial.stopServer();
    await(trial.kept().delete(new DatabaseName("source")));
    DocumentStore again = trial.database("source");
    Contents.fill(again, new Random(2), 40);
    trial.startServer();
    ReplicationState state = replication.state();
    while (!state.over() && !holdsAll(again)) {
      state = await(replication.next(state));
    }
    if (state instanceof ReplicationState.Failed failed) {
      // It was asked in between: that is said, and a new replication brings everything.
      assertEquals(ErrorCode.DATABASE_MISSING, ((StoreException) failed.error()).code());
      await(trial.start(trial.patient(trial.port(), "source"), target, Trial.STUBBORN).result());
    }
    assertTrue(holdsAll(again));
    await(replication.cancel());
  }

  private boolean holdsAll(DocumentStore db) {
    return Contents.of(target).keySet().containsAll(Contents.of(db).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "target"})
  void aDatabaseThatIsDeletedIsAStatedFailure(String deleted) {
    Contents.fill(source, random, 60);
    DocumentStore far = trial.patient(trial.port(), deleted);
    Replication replication =
        trial.start(
            deleted.equals("source") ? far : source, deleted.equals("source") ? target : far, LIVE);
    Trial.awaitEqual(replication, source, target);
    await(trial.kept().delete(new DatabaseName(deleted)));
    if (deleted.equals("target")) {
      Contents.fill(source, random, 60);
    }
    ReplicationState state = Trial.untilOver(replication);
    ReplicationState.Failed failed = assertInstanceOf(ReplicationState.Failed.class, state);
    assertEquals(ErrorCode.DATABASE_MISSING, ((StoreException) failed.error()).code());
  }

  /** As where a password was changed, or a session is not renewed: it does not try for ever. */
  @ParameterizedTest(name = "while it writes one document: {0}")
  @ValueSource(booleans = {true, false})
  void aServerThatNoLongerKnowsWhoAsksIsAStatedFailure(boolean one) {
    AtomicBoolean stranger = new AtomicBoolean();
    FaultyGateway gateway =
        new FaultyGateway(
            trial.vertx(),
            trial.port(),
            1,
            request ->
                stranger.get() && (!one || writes(request))
                    ? HttpFault.UNAUTHORIZED
                    : HttpFault.NONE);
    Contents.fill(source, random, 60);
    DocumentStore far = trial.patient(trial.listening(gateway), "target");
    Replication replication = trial.start(source, far, LIVE);
    Trial.awaitEqual(replication, source, target);
    stranger.set(true);
    if (one) {
      Attachments.write(source, "one", Optional.empty(), "f", "some bytes");
    } else {
      Contents.fill(source, random, 60);
    }
    ReplicationState state = Trial.untilOver(replication);
    ReplicationState.Failed failed = assertInstanceOf(ReplicationState.Failed.class, state);
    assertEquals(ErrorCode.UNAUTHORIZED, ((StoreException) failed.error()).code());
    assertEquals(0, failed.soFar().counts().failed());
    stranger.set(false);
    await(trial.start(source, far, Trial.STUBBORN).result());
    Contents.assertEqual(Contents.of(source), Contents.of(target), state);
  }

  private static boolean writes(HttpServerRequest request) {
    return request.method().name().equals("PUT") || request.path().endsWith("/_bulk_docs");
  }

  /** A document with attachments goes in a request of its own, which may be refused for it. */
  @Test
  void aDocumentWithAttachmentsThatIsRefusedIsTold() {
    Contents.fill(source, random, 200);
    FaultyGateway gateway =
        new FaultyGateway(
            trial.vertx(),
            trial.port(),
            1,
            request ->
                request.method().name().equals("PUT") && request.path().contains("/attached")
                    ? HttpFault.FORBIDDEN
                    : HttpFault.NONE);
    DocumentStore far = trial.patient(trial.listening(gateway), "target");
    Replication replication = trial.start(source, far, Trial.STUBBORN);
    var result = await(replication.result());
    assertEquals(5, result.counts().failed());
    assertEquals(5, result.failures().size());
    result.failures().forEach(failure -> assertEquals(ErrorCode.FORBIDDEN, failure.error().code()));
    assertEquals(
        Contents.of(source).size() - 5, Contents.of(target).size(), "all others are there");
  }
}
