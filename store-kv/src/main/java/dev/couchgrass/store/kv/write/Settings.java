package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.kv.layout.Setting;

/** The settings of a database in a transaction. */
public final class Settings {
  private final Transaction transaction;

  Settings(Transaction transaction) {
    this.transaction = transaction;
  }

  public long number(Setting setting) {
    return setting.number(transaction::get, transaction.keys());
  }

  public void set(Setting setting, long value) {
    transaction.put(setting.key(transaction.keys()), Setting.encode(value));
  }

  public void set(Setting setting, byte[] value) {
    transaction.put(setting.key(transaction.keys()), value);
  }
}
