package dev.couchgrass.server.multipart;

/**
 * How much a body of several parts may demand.
 *
 * @param maxHeaderBytes of all headers of one part, and of the preamble
 * @param maxParts how many parts there may be
 */
public record MultipartLimits(int maxHeaderBytes, int maxParts) {
  /** 16 KiB of headers for each part, and 10,000 parts. */
  public static final MultipartLimits DEFAULTS = new MultipartLimits(16 * 1024, 10_000);

  public MultipartLimits {
    if (maxHeaderBytes < 1 || maxParts < 1) {
      throw new IllegalArgumentException("Limits must be at least 1");
    }
  }

  public MultipartLimits withMaxHeaderBytes(int bytes) {
    return new MultipartLimits(bytes, maxParts);
  }

  public MultipartLimits withMaxParts(int parts) {
    return new MultipartLimits(maxHeaderBytes, parts);
  }
}
