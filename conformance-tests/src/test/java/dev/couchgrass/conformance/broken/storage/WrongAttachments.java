package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
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

  /** The form is right, and the hash is not. */
  static final class DigestOfTheName extends DelegatingStore {
    DigestOfTheName(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner.get(id, options).map(found -> found.map(DigestOfTheName::changed));
    }

    private static StoredDocument changed(StoredDocument found) {
      return new StoredDocument(
          found.id(),
          found.revision(),
          found.deleted(),
          found.body(),
          found.attachments().stream().map(DigestOfTheName::changed).toList(),
          found.extras());
    }

    private static AttachmentInfo changed(AttachmentInfo info) {
      byte[] wrong = Arrays.copyOf(info.name().getBytes(StandardCharsets.UTF_8), 16);
      return new AttachmentInfo(
          info.name(),
          info.contentType(),
          "md5-" + Base64.getEncoder().encodeToString(wrong),
          info.length(),
          info.revisionPosition(),
          info.encoding(),
          info.storedLength());
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
