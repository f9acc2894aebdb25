package dev.couchgrass.sync.log.channel;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When who sends may send more. */
class OutboxTest {
  private final List<Promise<Void>> writes = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(
          message -> {
            Promise<Void> written = Promise.promise();
            writes.add(written);
            return written.future();
          },
          100);

  private Future<Void> send(int length) {
    return outbox.add(Buffer.buffer(new byte[length]));
  }

  @Test
  void manyAreOnTheirWayAtOnce() {
    assertTrue(send(40).succeeded());
    assertTrue(send(40).succeeded());
    assertEquals(2, writes.size());
  }

  @Test
  void whoFillsItWaitsUntilThereIsRoom() {
    await(send(90));
    Future<Void> full = send(90);
    assertFalse(full.isComplete());
    writes.get(0).complete();
    await(full);
    assertTrue(send(5).succeeded());
  }

  @Test
  void oneThatIsLargerThanAllWaitsForItself() {
    Future<Void> large = send(1_000);
    assertFalse(large.isComplete());
    writes.get(0).complete();
    await(large);
  }

  @Test
  void nothingIsSentBehindWhatCouldNotBe() {
    await(send(60));
    Future<Void> full = send(60);
    writes.get(0).fail("gone");
    assertThrows(ChannelEndedException.class, () -> await(full));
    assertThrows(ChannelEndedException.class, () -> await(send(1)));
    assertEquals(2, writes.size());
  }
}
