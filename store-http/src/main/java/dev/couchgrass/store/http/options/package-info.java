/** Where a server is, who asks it, and how patiently. */
@NullMarked
package dev.couchgrass.store.http.options;

import org.jspecify.annotations.NullMarked;
