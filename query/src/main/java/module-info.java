/**
 * Mango selectors, as CouchDB means them.
 *
 * <p>Start with {@link dev.couchgrass.query.Selector}. Whoever has this module beside the others
 * can restrict changes and replications by selectors: they find it as a {@link
 * dev.couchgrass.store.changes.SelectorParser}.
 */
module dev.couchgrass.query {
  requires transitive dev.couchgrass.store;
  requires com.fasterxml.jackson.core;
  requires com.ibm.icu;
  requires re2j;
  requires static transitive org.jspecify;

  exports dev.couchgrass.query;
  exports dev.couchgrass.query.error;
  exports dev.couchgrass.query.options;

  provides dev.couchgrass.store.changes.SelectorParser with
      dev.couchgrass.query.MangoSelectors;
}
