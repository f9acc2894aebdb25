package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.encoding.ByteSink;

/**
 * What the bytes of documents have in common.
 *
 * <p>The limits are the same for every replica, and no options: what one of them took and another
 * refused, would part them for ever.
 */
public final class DocEncoding {
  /** The most bytes that a document may take: 8 MiB. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  static final int VERSION = 1;
  static final String DELETED = "deleted";
  static final String ATOMIC = "atomic";
  static final String LIST = "list";
  static final String ATOMIC_LIST = "atomic-list";

  private DocEncoding() {}

  static byte[] encode(Doc document) {
    ByteSink out = new ByteSink(512);
    new DocWriter(out).document(document);
    requireShort(out.size());
    return out.toByteArray();
  }

  static void requireShort(int length) {
    if (length > MAX_BYTES) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A document takes too many bytes");
    }
  }
}
