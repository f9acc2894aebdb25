package dev.couchgrass.store;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.CursorWriter;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.LogWriter;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateWriter;
import dev.couchgrass.store.operation.TopicWriter;
import io.vertx.core.Future;

/**
 * The handle of a transaction: whoever has it reads and writes within it, nobody else does.
 *
 * <p>Reads see what was written before in the transaction. Calls run one after the other, in the
 * order in which they were made, without waiting for each other's futures to be looked at; one that
 * fails changes nothing, and leaves the transaction as it was. Calls that were made before the
 * transaction's work completed belong to it, whether somebody waits for them or not.
 *
 * <p>Every method, and those of the stores that it hands out, throws {@link IllegalStateException}
 * once the transaction has ended.
 */
public interface StorageTransaction extends LogView {
  @Override
  OperationWriter operations();

  @Override
  LogWriter logs();

  @Override
  TopicWriter topics();

  @Override
  CursorWriter cursors();

  @Override
  OrdererWriter orderer(String name);

  @Override
  AddressBookWriter addressBook();

  @Override
  StateWriter states();

  /**
   * A database of documents, the same for every call. Waits until what others write to it is
   * written, and makes what they write later wait until the transaction ends: so nobody changes
   * what was read. Fails with {@link ErrorCode#DATABASE_MISSING}.
   */
  Future<DocumentTransaction> documents(DatabaseName name);

  /** The store of signed entries. Waits, and makes others wait, as {@link #documents} does. */
  Future<EntryTransaction> entries();
}
