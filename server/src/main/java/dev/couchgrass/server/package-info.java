/**
 * The CouchDB HTTP API over any store.
 *
 * <pre>{@code
 * ServerOptions options = ServerOptions.DEFAULTS.withAdmin("anna", password);
 * CouchServer.start(vertx, storage, options).onSuccess(server -> System.out.println(server.url()));
 * }</pre>
 */
@NullMarked
package dev.couchgrass.server;

import org.jspecify.annotations.NullMarked;
