package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonBodyBuilder;
import dev.couchgrass.core.json.JsonReader;

/**
 * Reads documents from requests, in one pass over their bytes.
 *
 * <p>Refused, with CouchDB's words: malformed JSON, unknown special members, special members of a
 * wrong type. A text is read to its end before its special members are looked at, so malformed JSON
 * is reported first. Nothing of the input is kept.
 *
 * <p>Can be used again and again, which saves the cost of its buffers, but not by two threads at
 * once.
 */
public final class DocumentReader {
  private final ReadOptions options;
  private final JsonBodyBuilder builder;

  public DocumentReader(ReadOptions options) {
    this.options = options;
    this.builder = new JsonBodyBuilder(options.hashing());
  }

  /**
   * Reads a document.
   *
   * @throws InvalidInputException BAD_REQUEST, ILLEGAL_DOCUMENT_ID, DOC_VALIDATION or TOO_LARGE
   */
  public ParsedDocument read(byte[] json) {
    return read(json, 0, json.length);
  }

  /** As {@link #read(byte[])}, of {@code length} bytes from {@code offset}. */
  public ParsedDocument read(byte[] json, int offset, int length) {
    JsonReader reader = new JsonReader(json, offset, length, options.limits());
    DocumentDraft draft = DocumentDraft.read(reader, builder);
    reader.finish();
    return draft.document(options.maxBodyBytes());
  }

  /**
   * Reads a local document, which has neither attachments nor a history: {@code _attachments} and
   * {@code _revisions} are ignored.
   *
   * @throws InvalidInputException BAD_REQUEST, ILLEGAL_DOCUMENT_ID, DOC_VALIDATION or TOO_LARGE
   */
  public ParsedLocalDocument readLocal(byte[] json) {
    JsonReader reader = new JsonReader(json, 0, json.length, options.limits());
    DocumentDraft draft = DocumentDraft.read(reader, builder);
    reader.finish();
    return draft.localDocument(options.maxBodyBytes());
  }

  /**
   * Reads a document that says itself whether it is a local one.
   *
   * @throws InvalidInputException BAD_REQUEST, ILLEGAL_DOCUMENT_ID, DOC_VALIDATION or TOO_LARGE
   */
  public ArrivedDocument readEither(byte[] json) {
    JsonReader reader = new JsonReader(json, 0, json.length, options.limits());
    DocumentDraft draft = DocumentDraft.read(reader, builder);
    reader.finish();
    return draft.either(options.maxBodyBytes());
  }

  /**
   * Reads {@code {"docs": [...], "new_edits": false}}; other members are ignored. One bad document
   * refuses the whole request, as in CouchDB.
   *
   * @throws InvalidInputException BAD_REQUEST, ILLEGAL_DOCUMENT_ID, DOC_VALIDATION or TOO_LARGE
   */
  public BulkDocuments readBulk(byte[] json) {
    return readBulk(json, 0, json.length);
  }

  /** As {@link #readBulk(byte[])}, of {@code length} bytes from {@code offset}. */
  public BulkDocuments readBulk(byte[] json, int offset, int length) {
    JsonReader reader = new JsonReader(json, offset, length, options.limits());
    return new BulkDraft(options, builder).read(reader);
  }
}
