/**
 * What messages of log sync travel over.
 *
 * <p>Start with {@link dev.couchgrass.sync.log.channel.MessageChannel}.
 */
@NullMarked
package dev.couchgrass.sync.log.channel;

import org.jspecify.annotations.NullMarked;
