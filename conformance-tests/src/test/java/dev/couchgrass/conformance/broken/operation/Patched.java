package dev.couchgrass.conformance.broken.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands every call on, but for those that something else has a method for: it takes those. */
final class Patched {
  private Patched() {}

  /**
   * @param patch whose methods of the same names and parameters take the place of the type's
   */
  static <T> T over(Class<T> type, T inner, Object patch) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Optional<Method> other = other(patch, method);
              return other.isPresent()
                  ? call(patch, other.get(), arguments)
                  : call(inner, method, arguments);
            }));
  }

  /** Hands every call on, and what one method gives is patched. */
  static <T, S> T at(
      Class<T> type, T inner, String where, Class<S> store, Function<S, Object> patch) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object given = call(inner, method, arguments);
              return method.getName().equals(where)
                  ? over(store, store.cast(given), patch.apply(store.cast(given)))
                  : given;
            }));
  }

  private static Optional<Method> other(Object patch, Method method) {
    try {
      Method other =
          patch.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
      other.setAccessible(true);
      return Optional.of(other);
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
