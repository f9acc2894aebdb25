package dev.couchgrass.server.database;

/** A key of a listing. Ids are text, and CouchDB orders every other JSON value before all text. */
sealed interface ListingKey {
  /** An id, or what might be one. */
  record Text(String value) implements ListingKey {}

  /** A number, {@code null}, an array, and so on: before every id. */
  record Other() implements ListingKey {}
}
