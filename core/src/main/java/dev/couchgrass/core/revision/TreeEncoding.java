package dev.couchgrass.core.revision;

import java.util.Arrays;

/**
 * The bytes of a tree.
 *
 * <p>A version byte; the number of chains; for each chain its head's generation, twice its length
 * (plus 1 if its head is superseded), and 1 + the chain that it is attached to (0 for a root); then
 * for each node {@code body << 2 | unusual << 1 | deleted} and its digest, before which its length
 * stands in a byte if it is not 16. Numbers are little-endian groups of 7 bits, as short as they
 * can be. So a revision without a body takes 17 bytes, and one with a body 1 to 4 more until there
 * are billions of bodies.
 */
final class TreeEncoding {
  static final byte VERSION = 1;
  private static final int UNUSUAL = 2;

  private TreeEncoding() {}

  static byte[] encode(Chains chains) {
    Writer out = new Writer(16 + chains.chainCount() * 8 + chains.nodeCount() * 22);
    out.write(VERSION);
    out.writeNumber(chains.chainCount());
    for (int chain = 0; chain < chains.chainCount(); chain++) {
      out.writeNumber(chains.tops[chain]);
      long length = (long) chains.starts[chain + 1] - chains.starts[chain];
      out.writeNumber(length << 1 | (chain < chains.leafCount ? 0 : 1));
      out.writeNumber(chains.attachments[chain] + 1L);
    }
    for (int node = 0; node < chains.nodeCount(); node++) {
      out.writeNode(chains.states[node], chains.digests, node);
    }
    return out.result();
  }

  /**
   * Reads a tree.
   *
   * @throws DamagedTreeException if the bytes are not exactly what {@link #encode} writes
   */
  static Chains decode(byte[] bytes, int offset, int length) {
    Reader in = new Reader(bytes, offset, offset + length);
    if (in.read() != VERSION) {
      throw in.damaged("The revision tree has an unknown version");
    }
    // Three numbers for each chain and two bytes for each node, at least.
    int chainCount = in.readCount(5);
    if (chainCount == 0) {
      in.requireEnd();
      return Chains.EMPTY;
    }
    long[] tops = new long[chainCount];
    int[] starts = new int[chainCount + 1];
    int[] attachments = new int[chainCount];
    int leafCount = readChains(in, tops, starts, attachments);
    int nodeCount = starts[chainCount];
    long[] states = new long[nodeCount];
    Digests.Builder digests = new Digests.Builder(Math.min(nodeCount, in.remaining() / 16 + 1));
    for (int node = 0; node < nodeCount; node++) {
      states[node] = in.readNode(digests);
    }
    in.requireEnd();
    Chains chains = new Chains(tops, starts, attachments, leafCount, states, digests.build());
    TreeValidation.check(chains, in);
    return chains;
  }

  private static int readChains(Reader in, long[] tops, int[] starts, int[] attachments) {
    int leafCount = 0;
    for (int chain = 0; chain < tops.length; chain++) {
      tops[chain] = in.readNumber();
      long length = in.readNumber();
      long nodes = starts[chain] + (length >>> 1);
      if ((length & 1) == 0) {
        if (leafCount < chain) {
          throw in.damaged("The revision tree's leaves do not come first");
        }
        leafCount++;
      }
      if (length < 2 || nodes > in.remaining() / 2) {
        throw in.damaged("The revision tree has a wrong number of nodes");
      }
      starts[chain + 1] = (int) nodes;
      long attachment = in.readNumber();
      if (attachment > chain) {
        throw in.damaged("The revision tree has a chain attached to a later one");
      }
      attachments[chain] = (int) attachment - 1;
    }
    return leafCount;
  }

  private static final class Writer {
    private byte[] bytes;
    private int used;

    Writer(int expected) {
      bytes = new byte[expected];
    }

    private void makeRoom(int more) {
      if (used + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(used + more, bytes.length + bytes.length / 2));
      }
    }

    void write(int value) {
      makeRoom(1);
      bytes[used++] = (byte) value;
    }

    void writeNumber(long number) {
      makeRoom(9);
      long rest = number;
      while (rest >= 0x80) {
        bytes[used++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[used++] = (byte) rest;
    }

    void writeNode(long state, Digests digests, int node) {
      int length = digests.length(node);
      boolean unusual = length != Digests.USUAL_LENGTH;
      long deleted = NodeState.deleted(state) ? 1 : 0;
      writeNumber(NodeState.body(state) << 2 | (unusual ? UNUSUAL : 0) | deleted);
      if (unusual) {
        write(length);
      }
      makeRoom(length);
      digests.copyTo(node, bytes, used);
      used += length;
    }

    byte[] result() {
      return used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
    }
  }

  /** Reads numbers and nodes, and checks each against the end. */
  static final class Reader {
    private static final String CUT_SHORT = "The revision tree is cut short";
    private static final int GREATEST_SHIFT = 56;

    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.at = start;
      this.end = end;
    }

    DamagedTreeException damaged(String message) {
      return new DamagedTreeException(message, at);
    }

    int remaining() {
      return end - at;
    }

    int read() {
      if (at == end) {
        throw damaged(CUT_SHORT);
      }
      return bytes[at++];
    }

    long readNumber() {
      long number = 0;
      int shift = 0;
      int group = read();
      while (group < 0) {
        number |= (long) (group & 0x7f) << shift;
        shift += 7;
        group = read();
        if (shift > GREATEST_SHIFT || group == 0) {
          throw damaged("The revision tree has a number in a wrong form");
        }
      }
      return number | (long) group << shift;
    }

    /** Reads how many things follow, each of which takes some bytes at least. */
    int readCount(int bytesEach) {
      long count = readNumber();
      if (count > remaining() / bytesEach) {
        throw damaged(CUT_SHORT);
      }
      return (int) count;
    }

    long readNode(Digests.Builder digests) {
      long head = readNumber();
      int length = Digests.USUAL_LENGTH;
      if ((head & UNUSUAL) != 0) {
        length = read() & 0xff;
        if (length == 0 || length == Digests.USUAL_LENGTH) {
          throw damaged("The revision tree has a digest of a wrong length");
        }
      }
      if (length > remaining()) {
        throw damaged(CUT_SHORT);
      }
      digests.add(bytes, at, length);
      at += length;
      return NodeState.of((head & 1) != 0, head >>> 2);
    }

    void requireEnd() {
      if (at != end) {
        throw damaged("The revision tree is followed by other bytes");
      }
    }
  }
}
