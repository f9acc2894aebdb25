/**
 * Keeps signed databases equal between instances.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.InstanceSync}, which an instance gives whose
 * sync is enabled.
 */
@NullMarked
package dev.couchgrass.instance.sync;

import org.jspecify.annotations.NullMarked;
