/** Requests and answers: connections, deadlines, repetition, credentials, failures. */
@NullMarked
package dev.couchgrass.store.http.wire;

import org.jspecify.annotations.NullMarked;
