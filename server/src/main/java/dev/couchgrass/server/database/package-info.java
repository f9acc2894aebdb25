/** {@code /db}: databases themselves, their listings, settings and upkeep. */
@NullMarked
package dev.couchgrass.server.database;

import org.jspecify.annotations.NullMarked;
