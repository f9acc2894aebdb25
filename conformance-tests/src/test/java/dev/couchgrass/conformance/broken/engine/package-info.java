/**
 * A small honest engine, and engines that differ from it in one point each. Start with {@link
 * dev.couchgrass.conformance.broken.engine.BrokenEngines}, which lists them.
 */
@NullMarked
package dev.couchgrass.conformance.broken.engine;

import org.jspecify.annotations.NullMarked;
