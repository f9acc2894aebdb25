/**
 * What else is served on a server's port: services that take bytes and give bytes, and know
 * themselves whom they answer.
 *
 * <p>Start with {@link dev.couchgrass.server.mount.Mount}, or with {@link
 * dev.couchgrass.server.mount.SocketMount} for messages both ways.
 */
@NullMarked
package dev.couchgrass.server.mount;

import org.jspecify.annotations.NullMarked;
