package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.Chunks;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.opentest4j.TestAbortedException;

/** Attachments of any size, cut in any way, read back in any range. */
public abstract class AttachmentProperties {
  private static Optional<TriedStorage> tried = Optional.empty();

  private final StorageHome.Source homes;

  protected AttachmentProperties(StorageHome.Source homes) {
    this.homes = homes;
  }

  @AfterContainer
  static void stop() throws IOException {
    Optional<TriedStorage> last = tried;
    // Before it is closed, which may fail: what is tried next must not find it.
    tried = Optional.empty();
    if (last.isPresent()) {
      last.get().close();
    }
  }

  private TriedStorage tried() throws IOException {
    if (tried.isEmpty()) {
      tried = Optional.of(TriedStorage.open(homes));
    }
    return tried.get();
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 300_000),
        Arbitraries.integers().between(-2, 2).map(near -> 65_536 + near),
        Arbitraries.integers().between(-2, 2).map(near -> 3 * 65_536 + near));
  }

  @Property(tries = 150)
  @Tag("ATT-2")
  @Tag("ATT-13")
  @Tag("ATT-17")
  void whatWentInComesOut(
      @ForAll("sizes") int size,
      @ForAll("types") String type,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll("sizes") int from,
      @ForAll("sizes") int length)
      throws IOException {
    DocumentStore db = tried().next();
    if (!db.capabilities().contains(Capability.ATTACHMENTS)) {
      throw new TestAbortedException("The store lacks " + Capability.ATTACHMENTS);
    }
    byte[] bytes = Attachments.random(size);
    StagedAttachment staged =
        StoreFixture.await(db.stage(new Chunks(cut(bytes, cuts)), StageOptions.of(type)));
    assertEquals(size, staged.length());
    AttachmentEdit edit = new AttachmentEdit.Attach("f", type, staged);
    Attachments.write(db, "a", Optional.empty(), List.of(edit));
    assertArrayEquals(bytes, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
    int start = Math.min(size, from);
    int end = Math.min(size, from + length);
    assertArrayEquals(
        Arrays.copyOfRange(bytes, start, end),
        Attachments.readBytes(
            db, "a", "f", AttachmentOptions.DEFAULTS.withRange(from, from + length)));
    tried().drop();
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of("image/png", "text/plain", "application/json; charset=utf-8");
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 150_000).list().ofMaxSize(12);
  }

  /** Pieces of the given lengths, in turn, to the end; empty ones too. */
  private static List<Buffer> cut(byte[] bytes, List<Integer> lengths) {
    List<Buffer> pieces = new ArrayList<>();
    int from = 0;
    for (int length : lengths) {
      int to = Math.min(bytes.length, from + length);
      pieces.add(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)));
      from = to;
    }
    pieces.add(Buffer.buffer(Arrays.copyOfRange(bytes, from, bytes.length)));
    return pieces;
  }
}
