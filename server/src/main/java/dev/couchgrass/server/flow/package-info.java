/** Asynchronous loops that neither grow the stack nor a chain of futures. */
@NullMarked
package dev.couchgrass.server.flow;

import org.jspecify.annotations.NullMarked;
