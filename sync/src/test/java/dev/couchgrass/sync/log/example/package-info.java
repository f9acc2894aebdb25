/** The example that README and guide show. */
@NullMarked
package dev.couchgrass.sync.log.example;

import org.jspecify.annotations.NullMarked;
