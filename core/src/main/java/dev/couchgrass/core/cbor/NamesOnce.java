package dev.couchgrass.core.cbor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The names of each map that is open: they may stand in any order, each once. */
final class NamesOnce implements NameRule {
  private final byte[] in;
  private final Deque<Set<ByteBuffer>> names = new ArrayDeque<>();

  NamesOnce(byte[] in) {
    this.in = in;
  }

  @Override
  public void enter() {
    names.push(new HashSet<>());
  }

  @Override
  public void leave() {
    names.pop();
  }

  @Override
  public void require(int start, int end) {
    // Heads are as short as they can be, so equal names have equal bytes.
    if (!names.element().add(ByteBuffer.wrap(in, start, end - start))) {
      throw new InvalidCborException(CborFlaw.NAME_TWICE, start);
    }
  }
}
