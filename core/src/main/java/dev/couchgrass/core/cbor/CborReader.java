package dev.couchgrass.core.cbor;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Cid;
import java.util.Arrays;

/**
 * Reads canonical DAG-CBOR from front to back, value by value, without a tree.
 *
 * <p>Strict: what {@link CborWriter} would write otherwise is refused as {@link
 * InvalidCborException}, and so is a value of another kind than the one asked for: look with {@link
 * #peek} first. What was read to its {@link #finish} therefore has exactly one spelling. A length
 * is believed only as far as there are bytes. Not for use by two threads at once.
 */
public final class CborReader {
  /** What a value is. */
  public enum Kind {
    INTEGER,
    BYTES,
    TEXT,
    LIST,
    MAP,
    LINK,
    BOOLEAN,
    REAL,
    NULL
  }

  private static final int LINK_BYTES = 1 + Cid.BYTES;

  private final CborHeads heads;
  private final int maxDepth;

  /** Of each list and map that is open: how many values or members are still to come. */
  private int[] remaining = new int[8];

  private final NameRule names;
  private int depth;
  private String name = "";
  private boolean atValue = true;

  /**
   * Reads bytes, which are not copied.
   *
   * @param maxDepth how many lists and maps may be open at once, from 0
   */
  public CborReader(byte[] in, int maxDepth) {
    this(in, maxDepth, new NameOrder(in));
  }

  private CborReader(byte[] in, int maxDepth, NameRule names) {
    this.heads = new CborHeads(in);
    this.names = names;
    this.maxDepth = maxDepth;
  }

  /**
   * Reads bytes, which are not copied, whose maps may have their names in any order, each once. All
   * else is as strict. For values that are kept as bytes: written anew, they may be others.
   *
   * @param maxDepth how many lists and maps may be open at once, from 0
   */
  public static CborReader inAnyOrder(byte[] in, int maxDepth) {
    return new CborReader(in, maxDepth, new NamesOnce(in));
  }

  /** How many bytes were read. */
  public int position() {
    return heads.position();
  }

  /** The kind of the next value, which stays unread. */
  public Kind peek() {
    requireValue();
    return heads.kind();
  }

  /** Steps into a map, whose members follow. */
  public void enterMap() {
    enter(CborHead.MAP, 2);
  }

  /** Steps into a list, whose values follow. */
  public void enterList() {
    enter(CborHead.LIST, 1);
  }

  private void enter(int major, int bytesEach) {
    take();
    int count = heads.readCount(major, bytesEach);
    if (depth == maxDepth) {
      throw heads.flaw(CborFlaw.TOO_DEEP);
    }
    if (depth == remaining.length) {
      remaining = Arrays.copyOf(remaining, 2 * depth);
    }
    remaining[depth++] = count;
    names.enter();
  }

  /** Steps to the next member of a map, or behind the map if there is none. */
  public boolean nextMember() {
    if (!nextElement()) {
      return false;
    }
    int from = heads.position();
    name = heads.readName();
    names.require(from, heads.position());
    return true;
  }

  /** Steps to the next value of a list, or behind the list if there is none. */
  public boolean nextElement() {
    if (atValue || depth == 0) {
      throw new IllegalStateException("The value before has not been read");
    }
    if (remaining[depth - 1] == 0) {
      depth--;
      names.leave();
      return false;
    }
    remaining[depth - 1]--;
    atValue = true;
    return true;
  }

  /** The name of the member that {@link #nextMember} stepped to. */
  public String name() {
    return name;
  }

  /** Reads an integer. */
  public long readInteger() {
    take();
    return heads.readInteger();
  }

  /** Reads bytes, into a new array. */
  public byte[] readBytes() {
    take();
    return heads.readBytes();
  }

  /** Reads a text. */
  public String readText() {
    take();
    return heads.readText();
  }

  /** Reads a link. */
  public Cid readLink() {
    take();
    heads.requireLinkTag();
    int at = heads.position();
    byte[] bytes = heads.readBytes();
    if (bytes.length != LINK_BYTES || bytes[0] != CborHead.LINK_PREFIX) {
      throw new InvalidCborException(CborFlaw.MALFORMED_LINK, at);
    }
    try {
      return Cid.ofBytes(Arrays.copyOfRange(bytes, 1, LINK_BYTES));
    } catch (InvalidInputException e) {
      throw new InvalidCborException(CborFlaw.MALFORMED_LINK, at);
    }
  }

  /** Reads a truth value. */
  public boolean readBoolean() {
    take();
    return heads.readBoolean();
  }

  /** Reads a floating-point number. */
  public double readReal() {
    take();
    return heads.readReal();
  }

  /** Reads null. */
  public void readNull() {
    take();
    heads.readNull();
  }

  /** Reads a value of any kind, and checks it. */
  public void skip() {
    switch (peek()) {
      case INTEGER -> readInteger();
      case BYTES -> readBytes();
      case TEXT -> readText();
      case LINK -> readLink();
      case BOOLEAN -> readBoolean();
      case REAL -> readReal();
      case NULL -> readNull();
      case LIST -> {
        enterList();
        while (nextElement()) {
          skip();
        }
      }
      case MAP -> {
        enterMap();
        while (nextMember()) {
          skip();
        }
      }
    }
  }

  /** Requires that nothing follows. */
  public void finish() {
    if (atValue || depth > 0) {
      throw new IllegalStateException("A value has not been read to its end");
    }
    heads.requireEnd();
  }

  private void take() {
    requireValue();
    atValue = false;
  }

  private void requireValue() {
    if (!atValue) {
      throw new IllegalStateException("There is no value to read here");
    }
  }
}
