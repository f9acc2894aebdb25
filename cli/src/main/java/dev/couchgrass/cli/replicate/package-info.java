/** {@code couchgrass replicate}: which databases are meant, and how it goes. */
@NullMarked
package dev.couchgrass.cli.replicate;

import org.jspecify.annotations.NullMarked;
