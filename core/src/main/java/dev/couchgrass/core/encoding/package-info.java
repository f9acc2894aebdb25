/**
 * Bytes in the making, for this module alone: a growing buffer, and Erlang's external term format,
 * over which CouchDB's revision digests are computed.
 */
@NullMarked
package dev.couchgrass.core.encoding;

import org.jspecify.annotations.NullMarked;
