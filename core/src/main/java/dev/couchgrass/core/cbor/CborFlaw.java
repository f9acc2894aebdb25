package dev.couchgrass.core.cbor;

/** What is wrong with bytes that are no canonical DAG-CBOR, as a closed set. */
public enum CborFlaw {
  CUT_SHORT("The CBOR ends within a value"),
  TRAILING_BYTES("The CBOR is followed by other bytes"),
  LONG_FORM("A number or a length in the CBOR is longer than it has to be"),
  INDEFINITE_LENGTH("A length in the CBOR is left open"),
  RESERVED("The CBOR has a byte that begins no value"),
  SIMPLE_VALUE("The CBOR has a simple value other than false, true and null"),
  SHORT_FLOAT("The CBOR has a floating-point number of less than 64 bits"),
  NOT_FINITE("The CBOR has a floating-point number that is no finite number"),
  INTEGER_RANGE("An integer in the CBOR does not fit 64 bits with a sign"),
  INVALID_UTF8("A text in the CBOR is not UTF-8"),
  NAME_NOT_TEXT("A map in the CBOR has a name that is no text"),
  NAMES_NOT_SORTED("A map in the CBOR has names that are out of order"),
  NAME_TWICE("A map in the CBOR has a name twice"),
  WRONG_TAG("The CBOR has a tag other than 42, which marks links"),
  MALFORMED_LINK("A link in the CBOR is no CID of version 1 with a BLAKE3 hash"),
  TOO_DEEP("The CBOR has more lists and maps within each other than are allowed"),
  WRONG_KIND("The CBOR has a value of another kind than is expected");

  private final String message;

  CborFlaw(String message) {
    this.message = message;
  }

  /** The flaw in words, which do not change. */
  public String message() {
    return message;
  }
}
