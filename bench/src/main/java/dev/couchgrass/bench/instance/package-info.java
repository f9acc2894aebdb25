/** Instances: how fast databases of signed entries take them in, are read, written and synced. */
@NullMarked
package dev.couchgrass.bench.instance;

import org.jspecify.annotations.NullMarked;
