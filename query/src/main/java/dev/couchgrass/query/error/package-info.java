/** Why a selector is refused. */
@NullMarked
package dev.couchgrass.query.error;

import org.jspecify.annotations.NullMarked;
