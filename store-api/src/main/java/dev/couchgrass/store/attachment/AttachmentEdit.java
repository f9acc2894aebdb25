package dev.couchgrass.store.attachment;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** An attachment as an edit names it. An edit that leaves one out removes it. */
public sealed interface AttachmentEdit {
  String name();

  /**
   * Keeps what the parent revision has under this name: CouchDB's stub. If it has nothing, the edit
   * is refused with {@code MISSING_STUB}.
   *
   * @param digest if given, must be the kept one's
   * @param revisionPosition kept for grafts, where it tells which attachment is meant
   */
  record Keep(String name, Optional<String> digest, OptionalLong revisionPosition)
      implements AttachmentEdit {
    public Keep {
      Objects.requireNonNull(name);
    }

    public Keep(String name) {
      this(name, Optional.empty(), OptionalLong.empty());
    }
  }

  /**
   * Attaches staged bytes.
   *
   * @param revisionPosition the generation in which it was attached, for grafts; otherwise the
   *     edit's own
   */
  record Attach(
      String name, String contentType, StagedAttachment content, OptionalLong revisionPosition)
      implements AttachmentEdit {
    public Attach {
      Objects.requireNonNull(name);
      Objects.requireNonNull(contentType);
      Objects.requireNonNull(content);
    }

    public Attach(String name, String contentType, StagedAttachment content) {
      this(name, contentType, content, OptionalLong.empty());
    }
  }
}
