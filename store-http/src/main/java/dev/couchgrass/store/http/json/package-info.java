/** The protocol's JSON: what is sent, and what is made of answers while they arrive. */
@NullMarked
package dev.couchgrass.store.http.json;

import org.jspecify.annotations.NullMarked;
