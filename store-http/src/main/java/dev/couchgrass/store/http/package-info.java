/**
 * A storage whose databases are those of a server that speaks CouchDB's HTTP API.
 *
 * <pre>{@code
 * HttpOptions options =
 *     HttpOptions.of("https://db.example")
 *         .withAuthentication(new HttpAuthentication.Basic("anna", password));
 * HttpStorage.open(vertx, options)
 *     .compose(storage -> storage.open(new DatabaseName("cities")))
 *     .compose(cities -> cities.get(new DocumentId("oslo")));
 * }</pre>
 */
@NullMarked
package dev.couchgrass.store.http;

import org.jspecify.annotations.NullMarked;
