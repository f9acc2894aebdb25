package dev.couchgrass.store.flow;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @Test
  void anEffectComesBeforeWhatIsChainedToIt() throws Exception {
    complete(future -> future.andThen(onSuccess(heard::add)), Promise::complete);
    assertEquals(List.of("effect", "chained"), heard);
  }

  @Test
  void soDoesTheEffectOfAFailure() throws Exception {
    complete(
        future -> future.andThen(onFailure(cause -> heard.add(cause.getMessage()))),
        (promise, effect) -> promise.fail(effect));
    assertEquals(List.of("effect", "chained"), heard);
  }

  /** That is why there are effects; once a future's handlers come first, they may go. */
  @Test
  void aHandlerDoesNot() throws Exception {
    complete(future -> future.onSuccess(heard::add), Promise::complete);
    assertEquals(List.of("chained", "effect"), heard);
  }

  @Test
  void otherEndsHaveNoEffect() {
    IllegalStateException broken = new IllegalStateException("broken");
    Future<String> failed = Future.failedFuture(broken);
    assertSame(broken, failed.andThen(onSuccess(heard::add)).cause());
    Future<String> good = Future.succeededFuture("good");
    assertEquals("good", good.andThen(onFailure(x -> heard.add("failure"))).result());
    assertEquals(List.of(), heard);
  }

  @Test
  void anEffectThatThrowsFailsTheFuture() {
    IllegalStateException broken = new IllegalStateException("broken");
    Future<String> ended =
        Future.succeededFuture("good")
            .andThen(
                onSuccess(
                    good -> {
                      throw broken;
                    }));
    assertSame(broken, ended.cause());
  }

  private interface End {
    void end(Promise<String> promise, String effect);
  }

  /** A future of an event loop ends on another thread, after the effect and before the chain. */
  private void complete(UnaryOperator<Future<String>> effect, End end) throws Exception {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    Promise<Void> told = Promise.promise();
    context.runOnContext(
        here -> {
          Promise<String> promise = context.promise();
          Future<String> future = effect.apply(promise.future());
          Thread other = new Thread(() -> end.end(promise, "effect"));
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          future.onComplete(
              ended -> {
                heard.add("chained");
                context.runOnContext(later -> told.complete());
              });
        });
    told.future().await(1, TimeUnit.MINUTES);
  }
}
