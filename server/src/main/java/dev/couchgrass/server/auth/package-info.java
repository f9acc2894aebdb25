/**
 * Who may do what: passwords, sessions, the {@code _users} database, each database's security.
 *
 * <p>Everything is denied that nothing allows. Start with {@link
 * dev.couchgrass.server.auth.CouchGate}.
 */
@NullMarked
package dev.couchgrass.server.auth;

import org.jspecify.annotations.NullMarked;
