package dev.couchgrass.store.http.attachment;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.read.DocumentReads;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.wire.Answer;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * {@code GET /db/doc/attachment}. The document is read before, since only that tells all there is
 * to know of the attachment; then the bytes, of the very revision.
 */
public final class AttachmentReads {
  private static final int PARTIAL = 206;

  private final Remote remote;
  private final DocumentReads reads;

  public AttachmentReads(Remote remote, DocumentReads reads) {
    this.remote = remote;
    this.reads = reads;
  }

  public Future<Optional<AttachmentContent>> open(
      DocumentId id, String name, AttachmentOptions options) {
    GetOptions which =
        options.revision().map(GetOptions.DEFAULTS::withRevision).orElse(GetOptions.DEFAULTS);
    return reads.get(id, which).compose(found -> open(found, name, options));
  }

  private Future<Optional<AttachmentContent>> open(
      Optional<StoredDocument> found, String name, AttachmentOptions options) {
    Optional<AttachmentInfo> info = found.flatMap(document -> document.attachment(name));
    return info.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : open(found.get().id(), found.get().revision(), info.get(), options);
  }

  private Future<Optional<AttachmentContent>> open(
      DocumentId id, RevisionId revision, AttachmentInfo info, AttachmentOptions options) {
    boolean stored = options.form() == Form.STORED;
    long length = stored ? info.storedLength() : info.length();
    long from = Math.min(options.from(), length);
    long to = Math.min(options.to(), length);
    if (from == to) {
      return Future.succeededFuture(Optional.of(nothing(info)));
    }
    boolean ranged = info.encoding().isEmpty() && !(from == 0 && to == length);
    Path path = remote.path().document(id).segment(info.name()).with("rev", revision.toString());
    Call call =
        Call.get(path)
            .asStream()
            .withHeader("Accept", "*/*")
            .withHeader("Accept-Encoding", info.encoding().isPresent() ? Intake.GZIP : "identity");
    call = ranged ? call.withHeader("Range", "bytes=" + from + '-' + (to - 1)) : call;
    return remote
        .wire()
        .send(call)
        .map(
            answer -> {
              try {
                Extent extent = new Extent(skipped(answer, from), from, to, length);
                return Optional.<AttachmentContent>of(
                    new HttpContent(remote, info, form(answer, info, stored), extent));
              } catch (RuntimeException e) {
                answer.body().close();
                throw e;
              }
            })
        .recover(
            cause ->
                Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(cause));
  }

  /**
   * What of an answer is wanted.
   *
   * @param skipped how many of its bytes come before
   * @param from the first byte wanted, in the whole
   * @param to the byte after the last
   * @param length of the whole
   */
  record Extent(long skipped, long from, long to, long length) {}

  private AttachmentContent nothing(AttachmentInfo info) {
    return new HttpContent(remote, info, Pieces.of(Buffer.buffer()), new Extent(0, 0, 0, 0));
  }

  /**
   * The bytes in the form that is wanted. As they are stored they are compared with what is known
   * of them, and decoded only here; something in between may have decoded them already.
   */
  private static Pieces form(Answer answer, AttachmentInfo info, boolean stored) {
    String coding = answer.header("Content-Encoding").orElse("identity");
    boolean packed = coding.equals(Intake.GZIP);
    boolean expected = packed == info.encoding().isPresent();
    if (!(packed || coding.equals("identity")) || (!expected && (packed || stored))) {
      throw Failures.malformed("an attachment comes in a form that was not asked for");
    }
    if (!expected || answer.status() == PARTIAL) {
      return answer.body();
    }
    Pieces checked = new CheckedPieces(answer.body(), info.digest(), info.storedLength());
    return packed && !stored ? new Gunzip(checked) : checked;
  }

  /** How many bytes of the answer come before the range: none, if it is the range alone. */
  private static long skipped(Answer answer, long from) {
    if (answer.status() != PARTIAL) {
      return from;
    }
    if (!answer.header("Content-Range").orElse("").startsWith("bytes " + from + '-')) {
      throw Failures.malformed("a range comes that was not asked for");
    }
    return 0;
  }
}
