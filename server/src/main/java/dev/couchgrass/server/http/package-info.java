/**
 * From a request to an endpoint and from its outcome to an answer, the same way for every path.
 *
 * <p>An area of the API is a class with {@code List<Route> routes()}; each {@link
 * dev.couchgrass.server.http.Route} says who may call it, and its {@link
 * dev.couchgrass.server.http.Endpoint} gets an {@link dev.couchgrass.server.http.Exchange} that is
 * authenticated, authorized and has its database open.
 */
@NullMarked
package dev.couchgrass.server.http;

import org.jspecify.annotations.NullMarked;
