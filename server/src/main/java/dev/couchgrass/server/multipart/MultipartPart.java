package dev.couchgrass.server.multipart;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A part of a body: its headers, and its content as a stream, paused at first. */
public final class MultipartPart implements ReadStream<Buffer> {
  private final PartHeaders headers;
  private final MultipartReader reader;

  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private long demand;
  private boolean abandoned;
  private boolean ended;
  private @Nullable Throwable failure;

  MultipartPart(PartHeaders headers, MultipartReader reader) {
    this.headers = headers;
    this.reader = reader;
  }

  public PartHeaders headers() {
    return headers;
  }

  boolean hungry() {
    return demand > 0 || abandoned;
  }

  void abandon() {
    abandoned = true;
  }

  void deliver(Buffer bytes) {
    if (abandoned) {
      return;
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (handler != null) {
      handler.handle(bytes);
    }
  }

  void end() {
    ended = true;
    if (endHandler != null && !abandoned) {
      endHandler.handle(null);
    }
  }

  void fail(Throwable cause) {
    failure = cause;
    if (exceptionHandler != null && !abandoned) {
      exceptionHandler.handle(cause);
    }
  }

  @Override
  public MultipartPart handler(@Nullable Handler<Buffer> newHandler) {
    handler = newHandler;
    return this;
  }

  /** Called at once if the end was before. */
  @Override
  public MultipartPart endHandler(@Nullable Handler<Void> newHandler) {
    endHandler = newHandler;
    if (ended && newHandler != null && !abandoned) {
      newHandler.handle(null);
    }
    return this;
  }

  /** Called at once if the failure was before. */
  @Override
  public MultipartPart exceptionHandler(@Nullable Handler<Throwable> newHandler) {
    exceptionHandler = newHandler;
    if (failure != null && newHandler != null && !abandoned) {
      newHandler.handle(failure);
    }
    return this;
  }

  @Override
  public MultipartPart pause() {
    demand = 0;
    return this;
  }

  @Override
  public MultipartPart resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public MultipartPart fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    reader.pump();
    return this;
  }
}
