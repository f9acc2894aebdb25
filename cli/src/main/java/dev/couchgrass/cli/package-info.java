/**
 * The couchgrass command.
 *
 * <p>Start with {@link dev.couchgrass.cli.Main}; each subcommand is a class of its own. Commands
 * own their thread and may wait on it. Most talk HTTP to a running server, which may be any
 * CouchDB; some open the folder of a server, or, where one runs, let it run them.
 */
@NullMarked
package dev.couchgrass.cli;

import org.jspecify.annotations.NullMarked;
