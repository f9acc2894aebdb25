package dev.couchgrass.instance.history;

/** What a loop has found so far. Steps of a loop come one after the other, on whatever thread. */
final class Slot<T> {
  private volatile T value;

  Slot(T first) {
    this.value = first;
  }

  T value() {
    return value;
  }

  void set(T next) {
    value = next;
  }
}
