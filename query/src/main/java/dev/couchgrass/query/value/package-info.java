/**
 * JSON values, as selectors compare them: {@link dev.couchgrass.query.value.ValueOrder} is
 * CouchDB's order.
 */
@NullMarked
package dev.couchgrass.query.value;

import org.jspecify.annotations.NullMarked;
