/** How every engine behaves: the rules of {@code docs/spec/engine.md}. */
@NullMarked
package dev.couchgrass.conformance.engine;

import org.jspecify.annotations.NullMarked;
