/** The CouchDB HTTP API over any store. */
@NullMarked
package dev.couchgrass.server;

import org.jspecify.annotations.NullMarked;
