/** The bytes of attachments on their way in and out, in pieces. */
@NullMarked
package dev.couchgrass.store.kv.blob;

import org.jspecify.annotations.NullMarked;
