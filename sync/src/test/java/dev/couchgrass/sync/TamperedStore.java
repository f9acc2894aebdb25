package dev.couchgrass.sync;

import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.BiFunction;

/** A database of which some calls do something else. */
final class TamperedStore {
  private TamperedStore() {}

  /**
   * A database in front of another.
   *
   * @param instead by a call's name and arguments: what it does instead, if anything
   */
  static DocumentStore of(
      DocumentStore store, BiFunction<String, Object[], Optional<Future<?>>> instead) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              Optional<Future<?>> other = instead.apply(method.getName(), arguments);
              if (other.isPresent()) {
                return other.get();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
