/**
 * Signed logs and what stands beside them: operations, logs, topics, cursors, orderers, an address
 * book, and states of applications.
 *
 * <p>Reading and writing are two interfaces of one kind of store: what reads can be had from a
 * storage ({@link dev.couchgrass.store.operation.LogStores}), from a moment of it ({@link
 * dev.couchgrass.store.operation.LogSnapshot}), and within a transaction; what writes, from a
 * transaction alone ({@link dev.couchgrass.store.StorageTransaction}), so that nobody writes into
 * another's.
 *
 * <pre>{@code
 * Future<Operation> appended =
 *     storage.transact(
 *         tx ->
 *             tx.logs()
 *                 .latest(log)
 *                 .map(latest -> OperationBuilder.behind(latest).body(bytes).sign(key))
 *                 .compose(
 *                     operation ->
 *                         tx.topics()
 *                             .associate(topic, log)
 *                             .compose(done -> tx.operations().insert(operation, log.id()))
 *                             .map(operation)));
 * }</pre>
 */
@NullMarked
package dev.couchgrass.store.operation;

import org.jspecify.annotations.NullMarked;
