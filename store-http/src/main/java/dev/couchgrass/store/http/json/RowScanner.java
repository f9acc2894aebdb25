package dev.couchgrass.store.http.json;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.wire.Failures;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Cuts a long answer into rows while it arrives: the objects of one array, which is a member of the
 * answer or the whole of it. Everything else is its envelope.
 *
 * <p>Finds where rows begin and end and nothing more: whoever reads a row, or the envelope, checks
 * that it is JSON. An answer that ends before its last bracket is noticed here.
 */
public final class RowScanner {
  private final String member;
  private final int rowDepth;
  private final int mostBytes;
  private final ArrayDeque<byte[]> rows = new ArrayDeque<>();
  private final ByteArrayOutputStream envelope = new ByteArrayOutputStream();
  private final ByteArrayOutputStream row = new ByteArrayOutputStream();
  private final ByteArrayOutputStream string = new ByteArrayOutputStream();
  private String name = "";
  private String head = "";
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean inRows;
  private boolean begun;
  private boolean needsComma;
  private boolean needsRow;
  private boolean over;

  /**
   * @param member the array's name; empty if the answer is the array
   * @param mostBytes the longest row, and the longest envelope; a longer one is {@code TOO_LARGE}
   */
  public RowScanner(String member, int mostBytes) {
    this.member = member;
    this.rowDepth = member.isEmpty() ? 1 : 2;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes in the next bytes.
   *
   * @throws StoreException if they can't be part of such an answer
   */
  public void feed(byte[] piece) {
    for (byte b : piece) {
      take(b);
    }
    if (row.size() > mostBytes || envelope.size() > mostBytes || string.size() > mostBytes) {
      throw new StoreException(ErrorCode.TOO_LARGE, "A row of the server's answer is too long");
    }
  }

  private void take(byte b) {
    if (over && !isSpace(b)) {
      throw Failures.malformed("there is more after its end");
    }
    boolean betweenRows = inRows && depth == rowDepth;
    if (betweenRows && !inString) {
      between(b);
    } else if (inRows) {
      within(b);
    } else {
      around(b);
    }
  }

  private void between(byte b) {
    if (isSpace(b)) {
      return;
    }
    if (b == ',' && needsComma) {
      needsComma = false;
      needsRow = true;
    } else if (b == '{' && !needsComma) {
      row.write(b);
      depth++;
    } else if (b == ']' && !needsRow) {
      inRows = false;
      envelope.write(b);
      close();
    } else {
      throw Failures.malformed("something that is no row stands among its rows");
    }
  }

  private void within(byte b) {
    row.write(b);
    if (string(b)) {
      return;
    }
    if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
      if (depth == rowDepth) {
        rows.add(row.toByteArray());
        row.reset();
        needsComma = true;
        needsRow = false;
      }
    }
  }

  private void around(byte b) {
    envelope.write(b);
    boolean wasString = inString;
    if (string(b)) {
      remember(b, wasString);
      return;
    }
    if (b == '{' || b == '[') {
      open(b);
    } else if (b == '}' || b == ']') {
      close();
    } else if (b == ':' && depth == 1) {
      name = string.toString(StandardCharsets.UTF_8);
    }
  }

  private void remember(byte b, boolean wasString) {
    if (!wasString) {
      string.reset();
    } else if (inString && depth == 1) {
      string.write(b);
    }
  }

  private void open(byte b) {
    boolean here = depth == rowDepth - 1 && (member.isEmpty() || name.equals(member));
    depth++;
    if (b == '[' && here && !begun) {
      inRows = true;
      begun = true;
      head = envelope.toString(StandardCharsets.UTF_8) + (member.isEmpty() ? "]" : "]}");
    }
  }

  private void close() {
    depth--;
    over = depth <= 0;
  }

  /** Follows strings; whether the byte is part of one, its quotes included. */
  private boolean string(byte b) {
    if (!inString) {
      inString = b == '"';
      return inString;
    }
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
    return true;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** The next row that has come whole. */
  public Optional<byte[]> poll() {
    return Optional.ofNullable(rows.poll());
  }

  /** Whether a row waits to be taken. */
  public boolean hasRow() {
    return !rows.isEmpty();
  }

  /** Whether the rows have begun: what stands before them is there. */
  public boolean begun() {
    return begun;
  }

  /** What stands before the rows, as if nothing came after them. */
  public byte[] head() {
    return head.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The answer without its rows.
   *
   * @throws StoreException if it has not come whole, or had no place for rows
   */
  public byte[] finish() {
    if (!over) {
      throw Failures.malformed("it breaks off");
    }
    if (!begun) {
      throw Failures.malformed("it has no rows");
    }
    return envelope.toByteArray();
  }
}
