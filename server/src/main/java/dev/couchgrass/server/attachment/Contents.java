package dev.couchgrass.server.attachment;

import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;

/** Sends attachments' bytes. */
public final class Contents {
  private Contents() {}

  /** Writes everything, as fast as the client reads, and closes the content in any case. */
  public static Future<Void> send(AttachmentContent content, ResponseSink sink) {
    return Repeat.whileTrue(
            () ->
                content
                    .next()
                    .compose(
                        piece ->
                            piece.length() == 0
                                ? Future.succeededFuture(false)
                                : sink.write(piece).map(true)))
        .eventually(content::close);
  }
}
