package dev.couchgrass.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * Makes Jackson's parser of UTF-8 without two things that its own factory adds.
 *
 * <p>No guess at the encoding. And no large table of names that all parsers share: a parser that
 * meets a new name copies that table, of up to 6,000 names, so that documents whose names are data,
 * such as ids, took over ten times as long to read. Here the table starts anew before it is large.
 */
final class Utf8ParserFactory extends JsonFactory {
  private static final long serialVersionUID = 1L;

  /** Room for the names of a schema; copying so many is cheap. */
  private static final int MAX_SHARED_NAMES = 100;

  // A race only loses names, which are learnt again.
  private transient volatile ByteQuadsCanonicalizer names = ByteQuadsCanonicalizer.createRoot();

  Utf8ParserFactory(StreamReadConstraints constraints) {
    super(
        new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(constraints));
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
    ByteQuadsCanonicalizer shared = names;
    if (shared.size() > MAX_SHARED_NAMES) {
      shared = ByteQuadsCanonicalizer.createRoot();
      names = shared;
    }
    ByteQuadsCanonicalizer known = shared.makeChild(_factoryFeatures);
    return new UTF8StreamJsonParser(
        context, _parserFeatures, null, null, known, data, offset, offset + length, 0, false);
  }
}
