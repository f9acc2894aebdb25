/** The couchgrass command. */
@NullMarked
package dev.couchgrass.cli;

import org.jspecify.annotations.NullMarked;
