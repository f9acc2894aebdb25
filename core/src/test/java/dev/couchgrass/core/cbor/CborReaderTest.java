package dev.couchgrass.core.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CborReaderTest {
  private static final Cid LINK = Cid.of(Codec.RAW, new byte[] {1});

  private static CborReader reader(Object value) {
    return new CborReader(CborValue.encode(value), CborValue.MAX_DEPTH);
  }

  private static void assertFlaw(CborFlaw flaw, Runnable reading) {
    assertEquals(flaw, assertThrows(InvalidCborException.class, reading::run).flaw());
  }

  @Test
  void readsWhatIsInAMap() {
    CborReader reader = reader(Map.of("a", 1L, "b", List.of(true, "x"), "c", Optional.empty()));
    reader.enterMap();
    assertTrue(reader.nextMember());
    assertEquals("a", reader.name());
    assertEquals(1, reader.readInteger());
    assertTrue(reader.nextMember());
    assertEquals("b", reader.name());
    reader.enterList();
    assertTrue(reader.nextElement());
    assertTrue(reader.readBoolean());
    assertTrue(reader.nextElement());
    assertEquals("x", reader.readText());
    assertFalse(reader.nextElement());
    assertTrue(reader.nextMember());
    assertEquals("c", reader.name());
    reader.readNull();
    assertFalse(reader.nextMember());
    reader.finish();
  }

  /** Each kind is read as itself alone. */
  @Test
  @Tag("ENT-3")
  void aValueOfAnotherKindIsRefused() {
    Map<Object, Consumer<CborReader>> reads = new LinkedHashMap<>();
    reads.put(-1L, CborReader::readInteger);
    reads.put(new byte[] {1}, CborReader::readBytes);
    reads.put("x", CborReader::readText);
    reads.put(LINK, CborReader::readLink);
    reads.put(false, CborReader::readBoolean);
    reads.put(0.5, CborReader::readReal);
    reads.put(Optional.empty(), CborReader::readNull);
    reads.put(List.of(), CborReader::enterList);
    reads.put(Map.of(), CborReader::enterMap);
    reads.forEach(
        (value, itsRead) ->
            reads.forEach(
                (other, read) -> {
                  CborReader reader = reader(value);
                  if (read == itsRead) {
                    read.accept(reader);
                  } else {
                    assertFlaw(CborFlaw.WRONG_KIND, () -> read.accept(reader));
                  }
                }));
  }

  @Test
  @Tag("ENT-3")
  void listsAndMapsGoSoDeepAndNoDeeper() {
    Object value = Map.of("a", List.of(Map.of()));
    CborReader deepEnough = new CborReader(CborValue.encode(value), 3);
    deepEnough.skip();
    deepEnough.finish();
    assertFlaw(CborFlaw.TOO_DEEP, () -> new CborReader(CborValue.encode(value), 2).skip());
    assertFlaw(CborFlaw.TOO_DEEP, () -> new CborReader(CborValue.encode(Map.of()), 0).skip());
    CborReader flat = new CborReader(CborValue.encode(List.of(List.of(), List.of())), 2);
    flat.skip();
    flat.finish();
  }

  @Test
  @Tag("OPN-3")
  void namesMayStandInAnyOrderIfThatIsAskedFor() {
    // {"bb": {"d": 1, "c": 2}, "a": [{"d": 3}, {"d": 4}], "d": 5}
    byte[] in =
        HexFormat.of().parseHex("a3626262a26164016163026161" + "82a1616403a1616404" + "616405");
    CborReader any = CborReader.inAnyOrder(in, 3);
    any.skip();
    any.finish();
    assertFlaw(CborFlaw.NAMES_NOT_SORTED, () -> new CborReader(in, 3).skip());
    assertFlaw(CborFlaw.TOO_DEEP, () -> CborReader.inAnyOrder(in, 2).skip());
  }

  @Test
  @Tag("OPN-3")
  void inAnyOrderEachNameStandsOnceAndAllElseIsAsStrict() {
    assertAnyOrderFlaw(CborFlaw.NAME_TWICE, "a26161016161" + "02");
    // {"a": 1, "b": {"a": 1}, "a": 2}
    assertAnyOrderFlaw(CborFlaw.NAME_TWICE, "a36161016162a161610161" + "6102");
    assertAnyOrderFlaw(CborFlaw.LONG_FORM, "a178016101");
    assertAnyOrderFlaw(CborFlaw.INDEFINITE_LENGTH, "bf616101ff");
    assertAnyOrderFlaw(CborFlaw.NAME_NOT_TEXT, "a10101");
    assertAnyOrderFlaw(CborFlaw.INVALID_UTF8, "a161ff01");
  }

  private static void assertAnyOrderFlaw(CborFlaw flaw, String hex) {
    assertFlaw(flaw, () -> CborReader.inAnyOrder(HexFormat.of().parseHex(hex), 8).skip());
  }

  @Test
  void whatIsReadIsACopy() {
    byte[] in = CborValue.encode(new byte[] {1, 2});
    byte[] read = new CborReader(in, 0).readBytes();
    in[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, read);
  }

  @Test
  void readingOutOfTurnThrows() {
    CborReader reader = reader(List.of(1L, 2L));
    assertThrows(IllegalStateException.class, reader::nextElement);
    reader.enterList();
    assertThrows(IllegalStateException.class, reader::readInteger);
    assertThrows(IllegalStateException.class, reader::finish);
    assertTrue(reader.nextElement());
    assertThrows(IllegalStateException.class, reader::nextElement);
    reader.readInteger();
    assertThrows(IllegalStateException.class, reader::peek);
    assertTrue(reader.nextElement());
    reader.readInteger();
    assertFalse(reader.nextElement());
    reader.finish();
    assertThrows(IllegalStateException.class, reader::nextElement);
    assertThrows(IllegalStateException.class, reader(1L)::finish);
  }

  @Test
  void whatHasNoFormIsNotWritten() {
    CborWriter out = new CborWriter();
    assertThrows(IllegalArgumentException.class, () -> out.text("\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> out.name("a\udc00?"));
    assertThrows(IllegalArgumentException.class, () -> out.real(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> out.real(Double.NEGATIVE_INFINITY));
    assertEquals(0, out.toByteArray().length);
  }
}
