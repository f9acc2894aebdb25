package dev.couchgrass.store.chronicle.tree;

import java.io.Serial;

/** A page is missing, damaged, or not what the tree expects there. */
public final class PageException extends IndexException {
  @Serial private static final long serialVersionUID = 1;

  private final long pageId;

  public PageException(long pageId, String message) {
    super(message + ": page " + pageId);
    this.pageId = pageId;
  }

  public PageException(long pageId, String message, Throwable cause) {
    super(message + ": page " + pageId, cause);
    this.pageId = pageId;
  }

  /** The number of the page. */
  public long pageId() {
    return pageId;
  }
}
