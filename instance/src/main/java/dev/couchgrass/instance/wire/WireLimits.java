package dev.couchgrass.instance.wire;

/** How large what peers say may be. No options: both sides have to know them. */
public final class WireLimits {
  /** A request or a reply, in bytes: 4 MiB. */
  public static final int MAX_BYTES = 4 << 20;

  /** The entries of a page, in bytes, if there are several: 1 MiB. */
  public static final int PAGE_BYTES = 1 << 20;

  /** The entries of a page. */
  public static final int PAGE_ENTRIES = 2_000;

  /** The ids in one place of a message. */
  public static final int MAX_IDS = 4_096;

  /** The passes of a request. */
  public static final int MAX_PASSES = 8;

  /** The addresses of a claim. */
  public static final int MAX_ADDRESSES = 8;

  /** A name, or a message, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 1_024;

  /** The name of a transfer, in characters. */
  public static final int TRANSFER_CHARS = 32;

  /** The bytes that make a request differ from every other. */
  public static final int NONCE_BYTES = 16;

  private WireLimits() {}
}
