package dev.couchgrass.server.options;

/**
 * How much one request may ask for, and how many clients there may be. Where CouchDB has the same
 * limit, its default is ours.
 *
 * @param uriBytes the request target, 414 beyond
 * @param headerBytes all headers together, 431 beyond
 * @param requestBytes a body that is read as a whole (after decompression), 413 beyond
 * @param documentBytes a document's body, 413 beyond
 * @param attachmentBytes one attachment, 413 beyond
 * @param bulkDocuments documents in {@code _bulk_docs}, 413 beyond
 * @param bulkGets documents in {@code _bulk_get}, 413 beyond
 * @param keys keys and queries in one request, 413 beyond
 * @param uuids ids that {@code _uuids} makes at once, 400 beyond
 * @param depth nesting of JSON, 413 beyond
 * @param connections of all clients together; a request on one beyond gets 503 and its end
 */
public record Limits(
    int uriBytes,
    int headerBytes,
    int requestBytes,
    int documentBytes,
    long attachmentBytes,
    int bulkDocuments,
    int bulkGets,
    int keys,
    int uuids,
    int depth,
    int connections) {
  public static final Limits DEFAULTS =
      new Limits(
          8_000, 65_536, 128 << 20, 8_000_000, 1L << 30, 10_000, 10_000, 100_000, 1_000, 1_000,
          2_048);

  public Limits {
    if (uriBytes < 16 || headerBytes < 256 || requestBytes < 2 || documentBytes < 2) {
      throw new IllegalArgumentException("A limit in bytes is too small to be of use");
    }
    if (attachmentBytes < 0
        || bulkDocuments < 1
        || bulkGets < 1
        || keys < 1
        || uuids < 1
        || connections < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
    if (depth < 8 || depth > 2_000) {
      throw new IllegalArgumentException("depth must be 8 to 2,000");
    }
  }

  public Limits withUriBytes(int uriBytes) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withHeaderBytes(int headerBytes) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withRequestBytes(int requestBytes) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withDocumentBytes(int documentBytes) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withAttachmentBytes(long attachmentBytes) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withBulkDocuments(int bulkDocuments) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withBulkGets(int bulkGets) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withKeys(int keys) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withUuids(int uuids) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withDepth(int depth) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }

  public Limits withConnections(int connections) {
    return new Limits(
        uriBytes,
        headerBytes,
        requestBytes,
        documentBytes,
        attachmentBytes,
        bulkDocuments,
        bulkGets,
        keys,
        uuids,
        depth,
        connections);
  }
}
