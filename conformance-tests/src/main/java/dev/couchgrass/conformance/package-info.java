/**
 * The suites that anybody's store can be proved with.
 *
 * <p>Whoever writes an engine extends {@link dev.couchgrass.conformance.EngineConformance}, whoever
 * writes a storage {@link dev.couchgrass.conformance.StorageConformance}; that one class is all:
 *
 * <pre>{@code
 * class SomeEngineTest extends EngineConformance {
 *   @Override
 *   protected EngineHome engine() {
 *     return SomeEngine::new;
 *   }
 * }
 * }</pre>
 *
 * <p>An engine that keeps what it keeps in a folder says {@code return
 * FolderHome.make(SomeEngine::open)} instead, and is crashed as well.
 *
 * <p>It runs with JUnit Jupiter and jqwik. What a store says that it lacks is skipped, with the
 * reason.
 *
 * <p>Each test bears the numbers of the rules that it proves as tags. One that fails tells these
 * rules in full, and what to check first; a property also its seed, with which the system property
 * {@code couchgrass.seed} repeats it.
 */
@NullMarked
package dev.couchgrass.conformance;

import org.jspecify.annotations.NullMarked;
