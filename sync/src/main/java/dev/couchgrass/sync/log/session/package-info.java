/**
 * One exchange of a topic's logs between two sides.
 *
 * <p>Start with {@link dev.couchgrass.sync.log.session.LogSession}.
 */
@NullMarked
package dev.couchgrass.sync.log.session;

import org.jspecify.annotations.NullMarked;
