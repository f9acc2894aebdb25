/**
 * Commands about users and signed databases, where a server has the folder open: the command hands
 * its arguments to the server's process over a socket in the folder, and is its terminal.
 *
 * <p>Start with {@code ControlServer} and {@code ControlClient}; {@code Frame} is what they say.
 */
@NullMarked
package dev.couchgrass.cli.control;

import org.jspecify.annotations.NullMarked;
