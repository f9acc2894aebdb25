/**
 * Users of an instance: who they are, and what each of them has.
 *
 * <p>Start with {@link dev.couchgrass.instance.user.User}.
 */
@NullMarked
package dev.couchgrass.instance.user;

import org.jspecify.annotations.NullMarked;
