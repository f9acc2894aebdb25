/** Writing documents, with their attachments where they have any. */
@NullMarked
package dev.couchgrass.store.http.write;

import org.jspecify.annotations.NullMarked;
