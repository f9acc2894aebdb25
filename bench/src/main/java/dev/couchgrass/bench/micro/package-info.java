/** JMH benchmarks of parts: revision trees, and reading and hashing documents. */
@NullMarked
package dev.couchgrass.bench.micro;

import org.jspecify.annotations.NullMarked;
