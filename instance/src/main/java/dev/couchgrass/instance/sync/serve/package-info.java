/**
 * Answers other instances: who may ask, what they get, and how much of it.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.serve.PeerService}.
 */
@NullMarked
package dev.couchgrass.instance.sync.serve;

import org.jspecify.annotations.NullMarked;
