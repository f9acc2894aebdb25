package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

class NumberValueProperties {
  @Property
  @Tag("CRD-1")
  void everyIntegerOf64BitsIsExact(@ForAll long number) {
    NumberValue signed = NumberValue.of(number);
    assertEquals(OptionalLong.of(number), signed.asLong());
    assertEquals(BigDecimal.valueOf(number), signed.exact());
    NumberValue unsigned = NumberValue.ofUnsigned(number);
    BigInteger exact = new BigInteger(Long.toUnsignedString(number));
    assertEquals(exact, unsigned.exact().toBigIntegerExact());
    assertEquals(number < 0 ? OptionalLong.empty() : OptionalLong.of(number), unsigned.asLong());
    assertEquals(unsigned, NumberValue.of(exact));
  }

  @Property
  @Tag("CRD-1")
  void everyFiniteDoubleComesBack(@ForAll double number) {
    assertEquals(number, NumberValue.of(number).nearestDouble());
    assertEquals(
        Double.doubleToRawLongBits(number),
        Double.doubleToRawLongBits(NumberValue.of(number).nearestDouble()));
  }

  @Property
  @Tag("CRD-1")
  void everyDecimalIsExact(@ForAll BigDecimal number) {
    assertEquals(number, NumberValue.of(number).exact());
  }
}
