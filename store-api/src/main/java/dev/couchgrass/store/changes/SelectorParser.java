package dev.couchgrass.store.changes;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.ServiceLoader;

/**
 * Makes filters of selectors. The language is not known here: a module that knows it provides this
 * as a service, as {@code dev.couchgrass.query} does with CouchDB's.
 */
public interface SelectorParser {
  /**
   * Reads a selector.
   *
   * @param json UTF-8
   * @throws dev.couchgrass.core.InvalidInputException if it is not understood: {@code BAD_REQUEST}
   *     or, beyond the limits, {@code TOO_LARGE}, in CouchDB's words
   */
  ChangesFilter.Selector parse(byte[] json);

  /**
   * The one that is there.
   *
   * @throws StoreException if there is none: {@link ErrorCode#NOT_SUPPORTED}
   */
  static SelectorParser installed() {
    return ServiceLoader.load(SelectorParser.class, SelectorParser.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException(
                    ErrorCode.NOT_SUPPORTED, "Selectors need the module dev.couchgrass.query"));
  }
}
