package dev.couchgrass.conformance.replication.model;

import dev.couchgrass.core.json.JsonBody;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a revision holds. */
public record Content(boolean deleted, JsonBody body, SortedMap<String, Attached> attachments) {
  /** What an attachment holds, and the generation in which it came. */
  public record Attached(byte[] bytes, long position) {}

  public Content {
    attachments = Collections.unmodifiableSortedMap(new TreeMap<>(attachments));
  }

  /** Without attachments. */
  public static Content of(boolean deleted, JsonBody body) {
    return new Content(deleted, body, new TreeMap<>());
  }
}
