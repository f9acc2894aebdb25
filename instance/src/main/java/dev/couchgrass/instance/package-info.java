/**
 * Users, keys, and databases of signed entries.
 *
 * <pre>{@code
 * Instance instance = Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
 * instance.createUser("alice", Optional.empty()).await();
 * User alice = instance.loginUser("alice", Optional.empty()).await();
 * SignedDatabase notes = alice.createDatabase(Doc.of("name", Value.of("notes"))).await();
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.instance.Instance}.
 */
@NullMarked
package dev.couchgrass.instance;

import org.jspecify.annotations.NullMarked;
