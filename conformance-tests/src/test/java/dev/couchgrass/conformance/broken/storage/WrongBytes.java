package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Databases that lose the bytes of attachments, or tell something else of them. */
final class WrongBytes {
  private WrongBytes() {}

  /** Bytes that two documents have in common go with the first that is purged. */
  static final class FreedWithTheFirst extends DelegatingStore {
    private final Set<String> freed = new HashSet<>();

    FreedWithTheFirst(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
      return inner
          .stage(content, options)
          .andThen(onSuccess(staged -> freed.remove(staged.digest())));
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      Future<Void> all = Future.succeededFuture();
      for (Map.Entry<DocumentId, List<RevisionId>> each : revisions.entrySet()) {
        for (RevisionId revision : each.getValue()) {
          GetOptions one = GetOptions.DEFAULTS.withRevision(revision);
          all = all.compose(next -> inner.get(each.getKey(), one)).map(this::free);
        }
      }
      return all.compose(noted -> inner.purge(revisions));
    }

    private Void free(Optional<StoredDocument> purged) {
      purged.ifPresent(it -> it.attachments().forEach(each -> freed.add(each.digest())));
      return null;
    }

    @Override
    public Future<Optional<AttachmentContent>> attachment(
        DocumentId id, String name, AttachmentOptions options) {
      return inner
          .attachment(id, name, options)
          .map(found -> found.filter(content -> !freed.contains(content.info().digest())));
    }
  }

  /** What an edit keeps counts as new. */
  static final class PositionRaised extends DelegatingStore {
    PositionRaised(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner.get(id, options).map(found -> found.map(PositionRaised::raised));
    }

    private static StoredDocument raised(StoredDocument found) {
      return new StoredDocument(
          found.id(),
          found.revision(),
          found.deleted(),
          found.body(),
          found.attachments().stream()
              .map(info -> raised(info, found.revision().generation()))
              .toList(),
          found.extras());
    }

    private static AttachmentInfo raised(AttachmentInfo info, long generation) {
      return new AttachmentInfo(
          info.name(),
          info.contentType(),
          info.digest(),
          info.length(),
          generation,
          info.encoding(),
          info.storedLength());
    }
  }

  /** Cuts into pieces of 64 KiB, and takes the last one for the end if it is full. */
  static final class LastFullPieceLost extends DelegatingStore {
    private static final int PIECE = 64 << 10;

    LastFullPieceLost(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<AttachmentContent>> attachment(
        DocumentId id, String name, AttachmentOptions options) {
      return inner
          .attachment(id, name, options)
          .compose(
              found -> {
                long length = found.map(content -> content.info().storedLength()).orElse(0L);
                boolean full = length > PIECE && length % PIECE == 0;
                return full && options.to() >= length
                    ? inner.attachment(id, name, options.withRange(options.from(), length - PIECE))
                    : Future.succeededFuture(found);
              });
    }
  }

  /** What arrives compressed is handed out as it came, whatever is asked for. */
  static final class StaysEncoded extends DelegatingStore {
    StaysEncoded(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<AttachmentContent>> attachment(
        DocumentId id, String name, AttachmentOptions options) {
      return inner
          .attachment(id, name, options)
          .compose(
              found ->
                  found.filter(content -> content.info().encoding().isPresent()).isPresent()
                      ? inner.attachment(id, name, options.withForm(AttachmentOptions.Form.STORED))
                      : Future.succeededFuture(found));
    }
  }
}
