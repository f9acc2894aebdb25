/**
 * Signed operations: the units of append-only logs, each of which names the one before by its hash.
 *
 * <pre>{@code
 * Operation first = OperationBuilder.first().body(text).sign(key);
 * Operation second = OperationBuilder.after(first.header()).body(more).sign(key);
 *
 * Operation arrived = Operation.decode(second.header().bytes(), second.body());
 * arrived.requireValid();
 * new LogCheck(log).place(Held.head(first.header()), arrived.header()); // Next
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.operation.Operation}; what came from others then goes
 * through {@link dev.couchgrass.core.operation.Operation#requireValid} and {@link
 * dev.couchgrass.core.operation.LogCheck}.
 */
@NullMarked
package dev.couchgrass.core.operation;

import org.jspecify.annotations.NullMarked;
