package dev.couchgrass.conformance.replication;

import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A copy of something that does as the original does, but for what is wrong on purpose. */
final class Changed<T> {
  /** A call of a method, which may be made with other arguments. */
  @FunctionalInterface
  interface Call {
    Future<?> with(Object... arguments);
  }

  /** What is done instead of a call. */
  @FunctionalInterface
  interface Instead {
    Object of(Call original, Object[] arguments);
  }

  private final Class<T> type;
  private final Map<String, Instead> changes = new HashMap<>();

  private Changed(Class<T> type) {
    this.type = type;
  }

  static Changed<DocumentStore> store() {
    return new Changed<>(DocumentStore.class);
  }

  static <T> Changed<T> of(Class<T> type) {
    return new Changed<>(type);
  }

  Changed<T> when(String method, Instead instead) {
    changes.put(method, instead);
    return this;
  }

  UnaryOperator<T> asOperator() {
    return this::over;
  }

  T over(T original) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                changes
                    .getOrDefault(
                        method.getName(), (call, given) -> invoke(original, method, given))
                    .of(given -> (Future<?>) invoke(original, method, given), arguments)));
  }

  private static Object invoke(Object original, Method method, Object[] arguments) {
    try {
      return method.invoke(original, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
