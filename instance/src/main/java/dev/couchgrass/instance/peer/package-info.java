/**
 * Other instances, and what there is to say of being equal with them: who they are, how they are
 * reached, who wants to be let in, and what became of an exchange.
 *
 * <p>Start with {@code dev.couchgrass.instance.sync.InstanceSync}, which gives and takes these.
 */
@NullMarked
package dev.couchgrass.instance.peer;

import org.jspecify.annotations.NullMarked;
