/** Within which limits selectors are read. */
@NullMarked
package dev.couchgrass.query.options;

import org.jspecify.annotations.NullMarked;
