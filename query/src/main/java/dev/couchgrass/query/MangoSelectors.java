package dev.couchgrass.query;

import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;

/** Selectors for those who do not know the language: found as a service. */
public final class MangoSelectors implements SelectorParser {
  /** For the service loader; it keeps nothing. */
  public MangoSelectors() {}

  @Override
  public ChangesFilter.Selector parse(byte[] json) {
    try {
      return Selector.parse(json, SelectorLimits.DEFAULTS).filter();
    } catch (InvalidSelectorException e) {
      throw e.toInvalidInput();
    }
  }
}
