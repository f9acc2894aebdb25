package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;

/** Databases that take in, or hand out, other bytes than they should. */
final class WrongAttachments {
  private WrongAttachments() {}

  static final class RangeIncludesItsEnd extends DelegatingStore {
    RangeIncludesItsEnd(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<AttachmentContent>> attachment(
        DocumentId id, String name, AttachmentOptions options) {
      long to = options.to() == Long.MAX_VALUE ? options.to() : options.to() + 1;
      return inner.attachment(id, name, options.withRange(options.from(), to));
    }
  }

  static final class DeclarationsIgnored extends DelegatingStore {
    DeclarationsIgnored(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
      StageOptions bare = StageOptions.of(options.contentType());
      return inner.stage(content, options.encoding().map(bare::withEncoding).orElse(bare));
    }
  }

  static final class NothingCompressed extends DelegatingStore {
    NothingCompressed(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
      return inner.stage(
          content,
          new StageOptions(
              "application/octet-stream",
              options.encoding(),
              options.length(),
              options.digest(),
              options.maxLength()));
    }
  }
}
