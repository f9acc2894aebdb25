/** On which thread things run. */
@NullMarked
package dev.couchgrass.store.kv.work;

import org.jspecify.annotations.NullMarked;
