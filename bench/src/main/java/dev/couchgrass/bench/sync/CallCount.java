package dev.couchgrass.bench.sync;

import dev.couchgrass.store.DocumentStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls of stores that may cost something. */
final class CallCount {
  private static final Set<String> FREE =
      Set.of("name", "capabilities", "equals", "hashCode", "toString");

  private final AtomicLong calls = new AtomicLong();

  long calls() {
    return calls.get();
  }

  /** The same store, counted. */
  DocumentStore watch(DocumentStore store) {
    InvocationHandler counting = (proxy, method, arguments) -> pass(store, method, arguments);
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(), new Class<?>[] {DocumentStore.class}, counting);
  }

  private Object pass(DocumentStore store, Method method, Object[] arguments) throws Throwable {
    if (!FREE.contains(method.getName())) {
      calls.incrementAndGet();
    }
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
