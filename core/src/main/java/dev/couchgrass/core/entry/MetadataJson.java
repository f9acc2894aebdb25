package dev.couchgrass.core.entry;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Metadata as JSON, in one spelling: both members, in this order, without white space.
 *
 * <p>{@code {"settings_tips":["bafyr4i..."],"entropy":null}}
 */
final class MetadataJson {
  static final String SETTINGS_TIPS = "settings_tips";
  private static final String ENTROPY = "entropy";
  private static final JsonLimits LIMITS = new JsonLimits(2, 20);

  private MetadataJson() {}

  static byte[] encode(Metadata metadata) {
    String tips =
        metadata.settingsTips().stream()
            .map(id -> '"' + id.toString() + '"')
            .collect(Collectors.joining(",", "[", "]"));
    OptionalLong entropy = metadata.entropy();
    String number = entropy.isPresent() ? Long.toUnsignedString(entropy.getAsLong()) : "null";
    String json = "{\"" + SETTINGS_TIPS + "\":" + tips + ",\"" + ENTROPY + "\":" + number + '}';
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads metadata.
   *
   * @throws InvalidEntryException if it is not exactly what {@link #encode} writes
   */
  static Metadata decode(byte[] json) {
    Metadata metadata;
    try {
      metadata = read(new JsonReader(json, 0, json.length, LIMITS));
    } catch (InvalidInputException e) {
      throw malformed();
    }
    if (!Arrays.equals(encode(metadata), json)) {
      throw malformed();
    }
    return metadata;
  }

  private static Metadata read(JsonReader reader) {
    List<Cid> tips = List.of();
    OptionalLong entropy = OptionalLong.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case SETTINGS_TIPS -> tips = readTips(reader);
        case ENTROPY -> entropy = readEntropy(reader);
        default -> throw malformed();
      }
    }
    reader.finish();
    return new Metadata(tips, entropy);
  }

  private static List<Cid> readTips(JsonReader reader) {
    List<Cid> tips = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      tips.add(Cid.parse(reader.readString()));
    }
    return tips;
  }

  private static OptionalLong readEntropy(JsonReader reader) {
    if (reader.peek() == Kind.NULL) {
      reader.skip();
      return OptionalLong.empty();
    }
    Number number = reader.readNumber();
    // What does not fit 64 bits is not written as it was read.
    return OptionalLong.of(number instanceof BigInteger big ? big.longValue() : number.longValue());
  }

  private static InvalidEntryException malformed() {
    return new InvalidEntryException(EntryProblem.MALFORMED_METADATA);
  }
}
