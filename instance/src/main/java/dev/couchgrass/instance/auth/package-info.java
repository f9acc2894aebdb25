/**
 * Who may write what in a database, as its settings say: permissions, grants to keys, trust in the
 * keys of other databases, and what a revocation takes away.
 *
 * <pre>{@code
 * AuthSettings auth = AuthSettings.of(settings);
 * Doc change = auth.put(bob, KeyGrant.of(new Permission.Write(10))); // what an entry carries
 * Ruling ruling = Authorisation.check(entry, settings, delegated);
 * if (ruling instanceof Ruling.Allowed allowed) {
 *   // remember allowed.key() with the entry
 * }
 * }</pre>
 *
 * <p>Pure values and functions, which answer the same on every replica, whatever the settings hold.
 * Start with {@link dev.couchgrass.instance.auth.AuthSettings} and {@link
 * dev.couchgrass.instance.auth.Authorisation}; what others write without knowing of a change is the
 * matter of {@link dev.couchgrass.instance.auth.Restrictions}.
 */
@NullMarked
package dev.couchgrass.instance.auth;

import org.jspecify.annotations.NullMarked;
