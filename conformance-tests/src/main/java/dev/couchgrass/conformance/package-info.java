/**
 * The suites that anybody's store can be proved with.
 *
 * <p>Whoever writes an engine extends {@link dev.couchgrass.conformance.EngineConformance}, whoever
 * writes a storage {@link dev.couchgrass.conformance.StorageConformance}; that one class is all:
 *
 * <pre>{@code
 * class MemoryEngineConformance extends EngineConformance {
 *   @Override
 *   protected EngineHome engine() {
 *     return MemoryEngine::new;
 *   }
 * }
 * }</pre>
 *
 * <p>It runs with JUnit Jupiter and jqwik. What a store says that it lacks is skipped, with the
 * reason.
 */
@NullMarked
package dev.couchgrass.conformance;

import org.jspecify.annotations.NullMarked;
