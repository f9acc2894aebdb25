package dev.couchgrass.sync;

import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

/** A store of which some calls do something else. */
public final class InterceptedStore {
  /** What a call does instead. */
  @FunctionalInterface
  public interface Interception {
    /**
     * Answers a call.
     *
     * @param method its name
     * @param call carries it out
     */
    Future<?> answer(String method, Supplier<Future<?>> call);
  }

  /** The same, of what is called with these arguments. */
  @FunctionalInterface
  public interface ArgumentsInterception {
    Future<?> answer(String method, List<?> arguments, Supplier<Future<?>> call);
  }

  private InterceptedStore() {}

  /** Intercepts all calls that answer with a future. */
  public static DocumentStore of(DocumentStore store, Interception interception) {
    return byArguments(store, (method, arguments, call) -> interception.answer(method, call));
  }

  /** Intercepts all calls that answer with a future, and sees their arguments. */
  public static DocumentStore byArguments(DocumentStore store, ArgumentsInterception interception) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              Supplier<Object> call =
                  () -> {
                    try {
                      return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                      throw (RuntimeException) e.getTargetException();
                    } catch (IllegalAccessException e) {
                      throw new IllegalStateException(e);
                    }
                  };
              return Future.class.isAssignableFrom(method.getReturnType())
                  ? interception.answer(
                      method.getName(),
                      arguments == null ? List.of() : List.of(arguments),
                      () -> (Future<?>) call.get())
                  : call.get();
            });
  }
}
