/** Many documents in one request: what replicators use. */
@NullMarked
package dev.couchgrass.server.bulk;

import org.jspecify.annotations.NullMarked;
