package dev.couchgrass.store.chronicle.open;

import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.tree.PageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** Pages in a map. */
final class HeapIndex implements Index {
  private final Map<Long, byte[]> pages = new HashMap<>();

  @Override
  public Optional<String> fileName() {
    return Optional.empty();
  }

  @Override
  public long pages() {
    return pages.size();
  }

  @Override
  public void expect(long bytes) {}

  @Override
  public byte[] read(long id) {
    byte[] page = pages.get(id);
    if (page == null) {
      throw new PageException(id, "There is no such page");
    }
    return page.clone();
  }

  @Override
  public boolean contains(long id) {
    return pages.containsKey(id);
  }

  @Override
  public void write(long id, byte[] page) {
    pages.put(id, page.clone());
  }

  @Override
  public void remove(long id) {
    pages.remove(id);
  }

  @Override
  public void retain(LongPredicate needed) {
    pages.keySet().removeIf(id -> !needed.test(id));
  }

  @Override
  public void compact() {}

  @Override
  public void deleteOthers(Set<String> named) {}

  @Override
  public long seal() {
    return 0;
  }

  @Override
  public void close() {}
}
