package dev.couchgrass.store.collection;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.Optional;

/**
 * The documents that items are kept in. No document may begin with an underscore, so an item's id
 * that begins with one, or with a circumflex, gets a circumflex in front. The circumflex stands
 * right before the underscore, so documents are in the order of the items.
 */
final class ItemIds {
  private static final char ESCAPE = '^';

  private ItemIds() {}

  /**
   * The document of an item.
   *
   * @throws StoreException {@code ILLEGAL_DOCUMENT_ID} if there can be none
   */
  static DocumentId document(String item) {
    if (item.isEmpty()) {
      throw new StoreException(
          ErrorCode.ILLEGAL_DOCUMENT_ID, "The id of an item must not be empty");
    }
    try {
      return new DocumentId(escape(item));
    } catch (InvalidInputException refusal) {
      throw StoreException.of(refusal);
    }
  }

  /** The item of a document; empty if the document is somebody else's and named as none of ours. */
  static Optional<String> item(DocumentId document) {
    String id = document.value();
    String item = id.charAt(0) == ESCAPE ? id.substring(1) : id;
    return Optional.of(item).filter(text -> !text.isEmpty() && escape(text).equals(id));
  }

  /**
   * The documents of all items whose ids begin with a prefix.
   *
   * @throws StoreException {@code ILLEGAL_DOCUMENT_ID} if no id can
   */
  static Range beginningWith(String prefix) {
    if (prefix.isEmpty()) {
      return Range.ALL;
    }
    String from = document(prefix).value();
    return new Range(Optional.of(from), after(from), false);
  }

  private static String escape(String item) {
    char first = item.charAt(0);
    return first == '_' || first == ESCAPE ? ESCAPE + item : item;
  }

  /** The least text above all that begin with this one, by code points, which is UTF-8's order. */
  private static Optional<String> after(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(prefix.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }
}
