package dev.couchgrass.bench;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.document.DocumentEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents of 300 bytes of JSON, all different, the same ones in every run. For one thread.
 *
 * <p>Their ids are 16 hexadecimal digits in an order that looks random, so that inserts fall
 * everywhere in the tree of ids: the hard case.
 */
public final class Documents {
  /** The length of each document's JSON. */
  public static final int BYTES = 300;

  private static final String START =
      "{\"_id\":\"0000000000000000\",\"name\":\"Sant Julià de Lòria\",\"country\":\"AD\","
          + "\"population\":8022,\"location\":{\"lat\":42.46372,\"lon\":1.49129},"
          + "\"tags\":[\"town\",\"parish\",\"seat\"],\"visited\":true,\"note\":\"";

  private static final byte[] TEMPLATE = template();
  private static final int ID_AT = "{\"_id\":\"".length();
  private static final int ID_DIGITS = 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final DocumentReader reader = new DocumentReader(ReadOptions.DEFAULTS);

  private static byte[] template() {
    byte[] start = START.getBytes(StandardCharsets.UTF_8);
    return (START + "n".repeat(BYTES - start.length - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  /** The id of a document, by its number. */
  public static String id(long number) {
    return new String(digits(number), StandardCharsets.US_ASCII);
  }

  /** A bijection (the end of SplitMix64), so that no id comes twice. */
  private static byte[] digits(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    byte[] digits = new byte[ID_DIGITS];
    for (int i = 0; i < ID_DIGITS; i++) {
      digits[i] = HEX[(int) (z >>> (60 - 4 * i)) & 0xf];
    }
    return digits;
  }

  /** A document's JSON, as a client sends it. The note tells apart what is written when. */
  public static byte[] json(long number, int version) {
    byte[] json = TEMPLATE.clone();
    System.arraycopy(digits(number), 0, json, ID_AT, ID_DIGITS);
    for (int i = 0, rest = version; i < 8; i++, rest >>>= 4) {
      json[json.length - 3 - i] = HEX[rest & 0xf];
    }
    return json;
  }

  /** A document's body, read from its JSON. */
  public JsonBody body(long number, int version) {
    return reader.read(json(number, version)).body();
  }

  /** A new document, read from its JSON. */
  public DocumentEdit create(long number) {
    return DocumentEdit.create(new DocumentId(id(number)), body(number, 0));
  }

  /** New documents with numbers in a row. */
  public List<DocumentEdit> create(long from, int count) {
    List<DocumentEdit> edits = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      edits.add(create(from + i));
    }
    return edits;
  }
}
