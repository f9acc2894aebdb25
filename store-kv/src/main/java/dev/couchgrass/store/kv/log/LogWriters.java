package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.CursorWriter;
import dev.couchgrass.store.operation.LogWriter;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateWriter;
import dev.couchgrass.store.operation.TopicWriter;

/** The stores of signed logs, to be written by a transaction. */
public final class LogWriters {
  private final LogAccess.Writing access;
  private final OperationWriter operations;
  private final LogWriter logs;
  private final TopicWriter topics;
  private final CursorWriter cursors;
  private final AddressBookWriter addressBook;
  private final StateWriter states;

  public LogWriters(LogAccess.Writing access, LogTerms terms) {
    this.access = access;
    this.operations = new KvOperationWriter(access);
    this.logs = new KvLogWriter(access);
    this.topics = new KvTopicWriter(access);
    this.cursors = new KvCursorWriter(access);
    this.addressBook = new KvAddressBookWriter(access, terms.random(), terms.clock());
    this.states = new KvStateWriter(access);
  }

  public OperationWriter operations() {
    return operations;
  }

  public LogWriter logs() {
    return logs;
  }

  public TopicWriter topics() {
    return topics;
  }

  public CursorWriter cursors() {
    return cursors;
  }

  public OrdererWriter orderer(String name) {
    Cursor.requireName(name);
    return new KvOrdererWriter(access, name);
  }

  public AddressBookWriter addressBook() {
    return addressBook;
  }

  public StateWriter states() {
    return states;
  }
}
