/**
 * Revision ids, histories and trees, with CouchDB's rules.
 *
 * <p>Start with {@link dev.couchgrass.core.revision.RevisionTree}.
 */
@NullMarked
package dev.couchgrass.core.revision;

import org.jspecify.annotations.NullMarked;
