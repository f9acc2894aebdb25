package dev.couchgrass.server.multipart;

import io.vertx.core.buffer.Buffer;

/** What {@link MultipartScanner} finds, in order. */
sealed interface Token {
  /** A part begins. */
  record PartBegins(PartHeaders headers) implements Token {}

  /** More of the part's content; never empty. */
  record Content(Buffer bytes) implements Token {}

  /** What carries no more than that it is there. */
  enum Mark implements Token {
    /** The part is complete. */
    PART_ENDS,
    /** The last part is complete; what follows is passed over. */
    END,
    /** More input is needed to tell. */
    STARVED
  }
}
