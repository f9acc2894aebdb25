package dev.couchgrass.conformance.collection;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

/** A storage in which somebody else writes a document just before each of the first writes. */
final class Rival {
  private final DocumentId id;
  private int left;

  Rival(DocumentId id, int times) {
    this.id = id;
    this.left = times;
  }

  Storage in(Storage storage) {
    return wrap(
        Storage.class,
        storage,
        (method, result) ->
            method.equals("openOrCreate")
                ? ((Future<?>) result).map(store -> in((DocumentStore) store))
                : result,
        Future::succeededFuture);
  }

  private DocumentStore in(DocumentStore store) {
    return wrap(DocumentStore.class, store, (method, result) -> result, () -> overtake(store));
  }

  private Future<?> overtake(DocumentStore store) {
    if (left-- <= 0) {
      return Future.succeededFuture();
    }
    JsonBody body = JsonBody.parse("{\"data\":\"\",\"left\":" + left + "}");
    return store
        .get(id)
        .compose(
            there ->
                store.write(
                    there
                        .map(winner -> DocumentEdit.update(id, winner.revision(), body))
                        .orElseGet(() -> DocumentEdit.create(id, body))));
  }

  private interface After {
    Object call(String method, Object result);
  }

  private static <T> T wrap(Class<T> type, T target, After after, Supplier<Future<?>> beforeWrite) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              if (method.getName().equals("write") && args[0] instanceof List) {
                return beforeWrite
                    .get()
                    .compose(done -> (Future<?>) after.call("write", call(method, target, args)));
              }
              return after.call(method.getName(), call(method, target, args));
            }));
  }

  private static Object call(Method method, Object target, Object[] args) {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("An interface's method is public", e);
    }
  }
}
