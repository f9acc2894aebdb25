package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No document is left behind in silence. */
class RefusedDocumentsTest {
  private static final RetryPolicy QUICK =
      RetryPolicy.DEFAULTS.withAttempts(3).withPauses(Duration.ofMillis(1), Duration.ofMillis(2));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));

  RefusedDocumentsTest() {
    for (String id : List.of("a", "bad", "c")) {
      await(source.write(DocumentEdit.create(new DocumentId(id), JsonBody.EMPTY)));
    }
  }

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private Replication start(DocumentStore from, DocumentStore to) {
    return new Replicator(vertx)
        .start(
            new Endpoint("source", from),
            new Endpoint("target", to),
            ReplicationOptions.DEFAULTS.withRetry(QUICK));
  }

  @SuppressWarnings("unchecked")
  private DocumentStore refusing(ErrorCode code) {
    return InterceptedStore.byArguments(
        target,
        (method, arguments, call) ->
            method.equals("graft")
                ? without((List<DocumentGraft>) arguments.get(0), code)
                : call.get());
  }

  private Future<List<WriteResult>> without(List<DocumentGraft> grafts, ErrorCode code) {
    List<WriteResult> results = new ArrayList<>();
    for (DocumentGraft graft : grafts) {
      results.add(
          graft.id().value().equals("bad")
              ? new WriteResult.Refused(graft.id(), new StoreException(code, "Not this one"))
              : await(target.graft(List.of(graft))).get(0));
    }
    return Future.succeededFuture(results);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAUTHORIZED",
        "FORBIDDEN",
        "TOO_LARGE",
        "DOCUMENT_TOO_LARGE",
        "ATTACHMENT_TOO_LARGE",
        "UNSUPPORTED_MEDIA_TYPE"
      })
  void whatTheTargetRefusesForGoodIsTold(ErrorCode code) {
    ReplicationResult result = await(start(source, refusing(code)).result());
    assertEquals(2, result.counts().written());
    assertEquals(1, result.counts().failed());
    assertFalse(result.complete());
    assertEquals("bad", result.failures().get(0).id().value());
    assertEquals("Not this one", result.failures().get(0).error().reason());
  }

  @ParameterizedTest
  @EnumSource(names = {"STORE_FAILED", "OVERLOADED", "CONFLICT", "DOC_VALIDATION"})
  void whatItRefusesForNowStopsIt(ErrorCode code) {
    Replication replication = start(source, refusing(code));
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals(code, failure.code());
    assertInstanceOf(ReplicationState.Failed.class, replication.state());
    assertEquals(0, replication.state().soFar().counts().failed());
  }

  /** It has attachments, and so a call of its own: what is said of that is said of it. */
  @SuppressWarnings("unchecked")
  private DocumentStore refusingAttached(ErrorCode code) {
    Attachments.write(source, "attached", Optional.empty(), "f", "some bytes");
    return InterceptedStore.byArguments(
        target,
        (method, arguments, call) ->
            method.equals("graft")
                    && ((List<DocumentGraft>) arguments.get(0))
                        .stream().anyMatch(each -> each.id().value().equals("attached"))
                ? Future.failedFuture(new StoreException(code, "Not this one"))
                : call.get());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TOO_LARGE", "DOCUMENT_TOO_LARGE", "ATTACHMENT_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"})
  void aCallOfOneDocumentThatIsRefusedForGoodIsTold(ErrorCode code) {
    ReplicationResult result = await(start(source, refusingAttached(code)).result());
    assertEquals(3, result.counts().written());
    assertEquals(1, result.counts().failed());
    assertEquals("attached", result.failures().get(0).id().value());
    assertEquals(code, result.failures().get(0).error().code());
  }

  /** Whoever may write nothing at all is told the same. */
  @ParameterizedTest
  @EnumSource(names = {"UNAUTHORIZED", "FORBIDDEN", "STORE_FAILED"})
  void aCallOfOneDocumentThatMayFailForAnyStopsIt(ErrorCode code) {
    Replication replication = start(source, refusingAttached(code));
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals(code, failure.code());
    assertEquals(0, replication.state().soFar().counts().failed());
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatTheSourceCannotReadStopsIt() {
    DocumentStore broken =
        InterceptedStore.byArguments(
            source,
            (method, arguments, call) ->
                method.equals("bulkGet")
                        && ((List<BulkGetRequest>) arguments.get(0))
                            .stream().anyMatch(each -> each.id().value().equals("bad"))
                    ? Future.failedFuture(
                        new StoreException(ErrorCode.STORE_FAILED, "The page is torn"))
                    : call.get());
    Replication replication = start(broken, target);
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals("The page is torn", failure.reason());
    // What it said that it did is what is there, and another run, once it can be read, does the
    // rest.
    assertEquals(replication.state().soFar().counts().written(), await(target.info()).documents());
    assertTrue(await(start(source, target).result()).complete());
    assertEquals(3, await(target.info()).documents());
  }

  /** That the bytes ended is all that the target knows: it is not the target that refused them. */
  @Test
  void anAttachmentThatBreaksOffIsReadAgain() {
    Attachments.write(source, "attached", Optional.empty(), "f", "some bytes");
    Replication replication = start(breakingOff(2), target);
    assertEquals(4, await(replication.result()).counts().written());
    assertEquals(
        "some bytes", Attachments.read(target, "attached", "f", AttachmentOptions.DEFAULTS));
  }

  @Test
  void whatAnAttachmentBreaksOffWithIsTold() {
    Attachments.write(source, "attached", Optional.empty(), "f", "some bytes");
    Replication replication = start(breakingOff(3), target);
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals("Broken off", failure.reason());
  }

  private DocumentStore breakingOff(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return InterceptedStore.byArguments(
        source,
        (method, arguments, call) ->
            method.equals("attachment") && left.decrementAndGet() >= 0
                ? opened(call).map(found -> found.map(RefusedDocumentsTest::breakOff))
                : call.get());
  }

  @SuppressWarnings("unchecked")
  private static Future<Optional<AttachmentContent>> opened(Supplier<Future<?>> call) {
    return (Future<Optional<AttachmentContent>>) call.get();
  }

  private static AttachmentContent breakOff(AttachmentContent whole) {
    return new AttachmentContent() {
      @Override
      public AttachmentInfo info() {
        return whole.info();
      }

      @Override
      public Future<Buffer> next() {
        return Future.failedFuture(new StoreException(ErrorCode.STORE_FAILED, "Broken off"));
      }

      @Override
      public Future<Void> close() {
        return whole.close();
      }
    };
  }

  /** Decoded, it is longer than what arrives: that is not too long. */
  @Test
  void anAttachmentThatCompressesWellIsNotTooLarge() {
    byte[] text = "words, and more words ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    AttachmentEdit edit =
        new AttachmentEdit.Attach("f", "text/plain", Attachments.stage(source, text, "text/plain"));
    Attachments.write(source, "attached", Optional.empty(), List.of(edit));
    ReplicationResult result = await(start(source, target).result());
    assertEquals(List.of(), result.failures());
    assertArrayEquals(
        text, Attachments.readBytes(target, "attached", "f", AttachmentOptions.DEFAULTS));
  }

  /** Bytes that are not those that were listed: a stated failure, which names them. */
  @Test
  void anAttachmentThatIsAnotherIsAFailureOfTheSource() {
    byte[] bytes = new byte[5_000];
    Arrays.fill(bytes, (byte) 7);
    Attachments.write(
        source, "attached", Optional.empty(), List.of(Attachments.attach(source, "f", bytes)));
    DocumentStore lying =
        InterceptedStore.byArguments(
            source,
            (method, arguments, call) ->
                method.equals("attachment")
                    ? opened(call).map(found -> found.map(RefusedDocumentsTest::spoil))
                    : call.get());
    Replication replication = start(lying, target);
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals(ErrorCode.STORE_FAILED, failure.code());
    assertEquals("The source's attachment is not what it listed: attached/f", failure.reason());
  }

  private static AttachmentContent spoil(AttachmentContent whole) {
    return new AttachmentContent() {
      @Override
      public AttachmentInfo info() {
        return whole.info();
      }

      @Override
      public Future<Buffer> next() {
        return whole.next().map(piece -> Buffer.buffer(new byte[piece.length()]));
      }

      @Override
      public Future<Void> close() {
        return whole.close();
      }
    };
  }
}
