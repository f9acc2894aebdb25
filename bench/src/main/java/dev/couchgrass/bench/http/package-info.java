/** A load driver for the HTTP server, which runs in a process of its own. */
@NullMarked
package dev.couchgrass.bench.http;

import org.jspecify.annotations.NullMarked;
