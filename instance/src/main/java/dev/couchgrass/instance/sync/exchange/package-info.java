/**
 * Asks other instances: finds what both have, takes what is missing here, and sends what is missing
 * there.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.exchange.Exchange}.
 */
@NullMarked
package dev.couchgrass.instance.sync.exchange;

import org.jspecify.annotations.NullMarked;
