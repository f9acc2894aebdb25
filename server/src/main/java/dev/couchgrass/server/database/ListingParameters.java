package dev.couchgrass.server.database;

import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsOptions.Selection;
import java.util.List;
import java.util.Optional;

/** What a request for a listing says, gathered from its query and its body. */
final class ListingParameters {
  private final int maxKeys;
  private Optional<ListingKey> start = Optional.empty();
  private Optional<ListingKey> end = Optional.empty();
  private Optional<List<String>> keys = Optional.empty();
  private boolean inclusiveEnd = true;
  private boolean descending;
  private boolean documents;
  private boolean conflicts;
  private boolean attachments;
  private boolean encodingInfo;
  private boolean updateSequence;
  private long skip;
  private long limit = Long.MAX_VALUE;

  ListingParameters(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  /** Another set of parameters that begins with these. */
  ListingParameters copy() {
    ListingParameters copy = new ListingParameters(maxKeys);
    copy.start = start;
    copy.end = end;
    copy.keys = keys;
    copy.inclusiveEnd = inclusiveEnd;
    copy.descending = descending;
    copy.documents = documents;
    copy.conflicts = conflicts;
    copy.attachments = attachments;
    copy.encodingInfo = encodingInfo;
    copy.updateSequence = updateSequence;
    copy.skip = skip;
    copy.limit = limit;
    return copy;
  }

  /** Takes in a parameter; unknown ones are ignored, as in CouchDB. */
  void set(String name, ListingValue value) {
    switch (name) {
      case "key" -> {
        start = Optional.of(value.key());
        end = start;
      }
      case "keys" -> keys(value, "`keys` parameter must be an array.");
      case "startkey", "start_key" -> start = Optional.of(value.key());
      case "endkey", "end_key" -> end = Optional.of(value.key());
      case "inclusive_end" -> inclusiveEnd = value.flag();
      case "descending" -> descending = value.flag();
      case "skip" -> skip = value.count();
      case "limit" -> limit = value.count();
      case "include_docs" -> documents = value.flag();
      case "conflicts" -> conflicts = value.flag();
      case "attachments" -> attachments = value.flag();
      case "att_encoding_info" -> encodingInfo = value.flag();
      case "update_seq" -> updateSequence = value.flag();
      case "reduce" -> refuse(value, "Reduce is invalid for map-only views.");
      case "group" -> refuse(value, "Invalid use of grouping on a map view.");
      default -> {}
    }
  }

  private static void refuse(ListingValue value, String reason) {
    if (value.flag()) {
      throw HttpFailure.queryParse(reason);
    }
  }

  /** Takes in a list of keys; {@code null} is none. */
  void keys(ListingValue value, String notAnArray) {
    keys = value.isNull() ? Optional.empty() : Optional.of(value.keys(notAnArray, maxKeys));
  }

  boolean documents() {
    return documents;
  }

  boolean attachments() {
    return documents && attachments;
  }

  boolean encodingInfo() {
    return encodingInfo;
  }

  boolean updateSequence() {
    return updateSequence;
  }

  Optional<List<String>> keys() {
    return keys;
  }

  /**
   * The same in the store's terms.
   *
   * @throws HttpFailure 400, if parameters contradict each other
   */
  AllDocsOptions options(Scope scope) {
    if (keys.isPresent() && !keys.get().isEmpty() && (start.isPresent() || end.isPresent())) {
      throw HttpFailure.queryParse("`keys` is incompatible with `key`, `start_key` and `end_key`");
    }
    Selection selection = keys.isPresent() ? new Keys(keys.get()) : range();
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, documents, documents && conflicts);
  }

  private Selection range() {
    Optional<ListingKey> low = descending ? end : start;
    Optional<ListingKey> high = descending ? start : end;
    if (high.filter(ListingKey.Other.class::isInstance).isPresent()) {
      return new Keys(List.of());
    }
    Optional<String> from = low.flatMap(ListingParameters::text);
    Optional<String> to = high.flatMap(ListingParameters::text);
    return descending ? new Range(to, from, inclusiveEnd) : new Range(from, to, inclusiveEnd);
  }

  /** The text of a key; one that is none lies before every id, and so bounds nothing from below. */
  private static Optional<String> text(ListingKey key) {
    return key instanceof ListingKey.Text text ? Optional.of(text.value()) : Optional.empty();
  }
}
