package dev.couchgrass.conformance.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An entry to be made. All are signed by one key, so that the same draft is always the same entry.
 */
public final class Draft {
  private static final SigningKey KEY = key();
  private static final String ROOT = "_root";
  private static final String SETTINGS = "_settings";

  private final EntryBuilder builder;

  private Draft(EntryBuilder builder) {
    this.builder = builder;
  }

  private static SigningKey key() {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) 7);
    return SigningKey.ofBytes(secret);
  }

  /** The root of a database, which may begin stores too. */
  public static Draft root(long entropy) {
    EntryBuilder builder =
        EntryBuilder.root(entropy)
            .subtree(Subtree.of(ROOT))
            .subtree(Subtree.of(SETTINGS).withData(new byte[] {(byte) 0xa0}));
    return new Draft(builder);
  }

  /** An entry of a root's database, one higher than its highest parent. */
  public static Draft of(Entry root, Entry... parents) {
    List<Cid> ids = Stream.of(parents).map(Entry::id).toList();
    long height = Stream.of(parents).mapToLong(Entry::height).max().orElse(0) + 1;
    return new Draft(EntryBuilder.child(root.id(), ids, List.of(root.id())).height(height));
  }

  /** Makes it differ from others that say the same. */
  public Draft entropy(long bits) {
    builder.entropy(bits);
    return this;
  }

  /** With this height, whatever those of its parents are. */
  public Draft height(long height) {
    builder.height(height);
    return this;
  }

  /** With a part in a store, behind these. */
  public Draft in(String store, Entry... parents) {
    return in(store, OptionalLong.empty(), parents);
  }

  /** With a part in a store, with a height of its own there. */
  public Draft in(String store, OptionalLong height, Entry... parents) {
    List<Cid> ids = new ArrayList<>();
    Stream.of(parents).map(Entry::id).forEach(ids::add);
    byte[] data = store.getBytes(StandardCharsets.UTF_8);
    builder.subtree(Subtree.of(store).withParents(ids).withData(data).withHeight(height));
    return this;
  }

  /** With so many bytes of data in a store that it begins. */
  public Draft data(String store, int bytes) {
    builder.subtree(Subtree.of(store).withData(new byte[bytes]));
    return this;
  }

  /** Makes it. */
  public Entry sign() {
    return builder.sign(KEY);
  }
}
