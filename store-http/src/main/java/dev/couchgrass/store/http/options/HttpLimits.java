package dev.couchgrass.store.http.options;

/**
 * How much is used at a time.
 *
 * @param connections for requests that are answered at once
 * @param streams further connections: one for each listing that is being read, each attachment on
 *     its way and each feed that waits
 * @param waiting how many requests may wait for a connection, of either kind; others fail with
 *     {@code OVERLOADED}
 * @param answerBytes the longest answer, or row of a listing, that is held in memory
 * @param stagedBytes all staged attachments together
 * @param stagedInMemory how many bytes of a staged attachment are kept in memory; more go into a
 *     temporary file
 */
public record HttpLimits(
    int connections,
    int streams,
    int waiting,
    int answerBytes,
    long stagedBytes,
    int stagedInMemory) {
  /** 16 connections and 256 streams, 10,000 waiting; 128 MiB, 4 GiB and 64 KiB. */
  public static final HttpLimits DEFAULTS =
      new HttpLimits(16, 256, 10_000, 128 << 20, 4L << 30, 64 << 10);

  public HttpLimits {
    if (connections < 1 || streams < 1 || waiting < 0) {
      throw new IllegalArgumentException("There must be connections and streams");
    }
    if (answerBytes < 1024 || stagedBytes < 0 || stagedInMemory < 0) {
      throw new IllegalArgumentException("A limit in bytes is too small to be of use");
    }
  }

  public HttpLimits withConnections(int connections) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }

  public HttpLimits withStreams(int streams) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }

  public HttpLimits withWaiting(int waiting) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }

  public HttpLimits withAnswerBytes(int answerBytes) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }

  public HttpLimits withStagedBytes(long stagedBytes) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }

  public HttpLimits withStagedInMemory(int stagedInMemory) {
    return new HttpLimits(connections, streams, waiting, answerBytes, stagedBytes, stagedInMemory);
  }
}
