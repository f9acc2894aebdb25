package dev.couchgrass.store.operation;

/**
 * The stores of signed logs, to be read.
 *
 * <p>Each read is of one moment. Futures complete on the caller's context, and fail with {@link
 * dev.couchgrass.store.error.ErrorCode#STORE_FAILED} if the store does.
 */
public interface LogView {
  /** Operations by their ids. */
  OperationStore operations();

  /** Logs. */
  LogStore logs();

  /** Which logs belong to a topic. */
  TopicStore topics();

  /** How far somebody has come with logs. */
  CursorStore cursors();

  /**
   * A queue in the order of dependencies; there are as many as there are names.
   *
   * @param name 1 to 255 bytes of UTF-8
   * @throws dev.couchgrass.core.InvalidInputException if no orderer can have the name
   */
  OrdererStore orderer(String name);

  /** Nodes of a network. */
  AddressBook addressBook();

  /** What applications keep beside their logs. */
  StateStore states();
}
