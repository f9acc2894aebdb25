package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.operation.AddressBook;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.OrdererStore;
import dev.couchgrass.store.operation.StateStore;
import dev.couchgrass.store.operation.TopicStore;

/** The stores of signed logs, to be read. */
class KvLogView implements LogView {
  private final LogAccess access;
  private final OperationStore operations;
  private final LogStore logs;
  private final TopicStore topics;
  private final CursorStore cursors;
  private final AddressBook addressBook;
  private final StateStore states;

  KvLogView(LogAccess access, LogTerms terms) {
    this.access = access;
    this.operations = new KvOperationStore(access);
    this.logs = new KvLogStore(access);
    this.topics = new KvTopicStore(access);
    this.cursors = new KvCursorStore(access);
    this.addressBook = new KvAddressBook(access, terms.random());
    this.states = new KvStateStore(access);
  }

  @Override
  public OperationStore operations() {
    return operations;
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public TopicStore topics() {
    return topics;
  }

  @Override
  public CursorStore cursors() {
    return cursors;
  }

  @Override
  public OrdererStore orderer(String name) {
    Cursor.requireName(name);
    return new KvOrdererStore(access, name);
  }

  @Override
  public AddressBook addressBook() {
    return addressBook;
  }

  @Override
  public StateStore states() {
    return states;
  }
}
