/** Attachments on their way out, kept until an edit names them, and on their way in. */
@NullMarked
package dev.couchgrass.store.http.attachment;

import org.jspecify.annotations.NullMarked;
