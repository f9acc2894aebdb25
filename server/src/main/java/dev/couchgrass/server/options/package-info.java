/** How a server behaves: where it listens, whom it trusts, how much it takes. */
@NullMarked
package dev.couchgrass.server.options;

import org.jspecify.annotations.NullMarked;
