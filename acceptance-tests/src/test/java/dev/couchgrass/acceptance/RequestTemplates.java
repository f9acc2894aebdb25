package dev.couchgrass.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Valid requests of every kind that writes or reads documents, as the bytes that a client sends.
 */
final class RequestTemplates {
  private static final String MULTIPART =
      """
      --abc\r
      Content-Type: application/json\r
      \r
      {"_attachments":{"f":{"follows":true,"content_type":"text/plain","length":5}},"a":1}\r
      --abc\r
      Content-Disposition: attachment; filename="f"\r
      Content-Type: text/plain\r
      Content-Length: 5\r
      \r
      hello\r
      --abc--\
      """;

  private final String database;
  private final Random random;
  private int next;

  RequestTemplates(String database, Random random) {
    this.database = database;
    this.random = random;
  }

  /** One of the requests, with ids that no other has. */
  byte[] next() {
    List<byte[]> all = all("d" + next++);
    return all.get(random.nextInt(all.size()));
  }

  private List<byte[]> all(String id) {
    String document = "/" + database + "/" + id;
    return List.of(
        json(
            "PUT",
            document,
            "{\"_id\":\"" + id + "\",\"n\":1.5e3,\"s\":\"\\u00e9\\n\",\"l\":[1,{}]}"),
        json(
            "PUT",
            document,
            "{\"_attachments\":{\"a\":{\"content_type\":\"text/plain\",\"data\":\"aGVsbG8=\"}}}"),
        json(
            "PUT",
            document + "?new_edits=false",
            "{\"_rev\":\"2-b\",\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"a\"]},\"x\":null}"),
        json("PUT", "/" + database + "/_local/" + id, "{\"last_seq\":\"12-abc\"}"),
        json("POST", "/" + database, "{\"_id\":\"" + id + "\",\"_deleted\":false}"),
        json(
            "POST",
            "/" + database + "/_bulk_docs",
            "{\"docs\":[{\"_id\":\""
                + id
                + "a\"},{\"_id\":\""
                + id
                + "b\",\"v\":[true,false]},{\"n\":-0.0}]}"),
        json(
            "POST",
            "/" + database + "/_bulk_docs",
            "{\"new_edits\":false,\"docs\":[{\"_id\":\""
                + id
                + "\",\"_rev\":\"1-a\",\"_revisions\":{\"start\":1,\"ids\":[\"a\"]}}]}"),
        json(
            "POST",
            "/" + database + "/_bulk_get?revs=true&latest=true",
            "{\"docs\":[{\"id\":\"seed\",\"rev\":\"1-x\"},{\"id\":\"seed\"}]}"),
        json(
            "POST",
            "/" + database + "/_all_docs?include_docs=true&limit=3",
            "{\"keys\":[\"seed\",\"" + id + "\"]}"),
        json(
            "POST",
            "/" + database + "/_all_docs/queries",
            "{\"queries\":[{\"limit\":1,\"startkey\":\"a\"},{\"keys\":[\"seed\"]}]}"),
        json("POST", "/" + database + "/_revs_diff", "{\"seed\":[\"1-abc\",\"2-def\"]}"),
        json("POST", "/" + database + "/_missing_revs", "{\"seed\":[\"1-abc\"]}"),
        json("POST", "/" + database + "/_purge", "{\"seed\":[\"1-abc\"]}"),
        json(
            "POST",
            "/" + database + "/_changes?filter=_doc_ids&limit=2",
            "{\"doc_ids\":[\"seed\"]}"),
        json(
            "PUT",
            "/" + database + "/_security",
            "{\"admins\":{\"names\":[],\"roles\":[]},\"members\":{\"names\":[\"n\"],\"roles\":[]}}"),
        json("PUT", "/" + database + "/_revs_limit", "1000"),
        json(
            "PUT",
            "/" + database + "/_design/" + id,
            "{\"views\":{\"v\":{\"map\":\"function(d){}\"}}}"),
        bytes("PUT", document + "/file.bin", "application/octet-stream", "0123456789"),
        bytes("PUT", document, "multipart/related; boundary=\"abc\"", MULTIPART),
        get("/" + database + "/_changes?since=0&limit=5&style=all_docs&include_docs=true"),
        get(
            "/"
                + database
                + "/_all_docs?startkey=%22a%22&endkey=%22z%22&descending=false&skip=1&limit=3"),
        get("/" + database + "/seed?revs=true&revs_info=true&conflicts=true&open_revs=all"),
        get("/" + database + "/seed?rev=1-967a00dff5e02add41819138abb3284d&attachments=true"),
        get("/_uuids?count=3"),
        get("/_all_dbs?limit=2&startkey=%22a%22"));
  }

  private static byte[] json(String method, String path, String body) {
    return bytes(method, path, "application/json", body);
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String method, String path, String type, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + content.length
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
