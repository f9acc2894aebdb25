/**
 * What a selector asks of a value: {@link dev.couchgrass.query.condition.Condition}, in CouchDB's
 * normal form, in which fields stand above conditions and negations beside them.
 */
@NullMarked
package dev.couchgrass.query.condition;

import org.jspecify.annotations.NullMarked;
