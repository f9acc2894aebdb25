package dev.couchgrass.cli.json;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random JSON, compact, in spellings that a tree would not keep. */
public final class Texts {
  private Texts() {}

  /** Any value. */
  public static Arbitrary<String> values() {
    Arbitrary<String> leaves = Arbitraries.oneOf(numbers(), strings(), words());
    return Arbitraries.recursive(() -> leaves, Texts::nested, 0, 3);
  }

  private static Arbitrary<String> nested(Arbitrary<String> inner) {
    Arbitrary<String> arrays =
        inner.list().ofMaxSize(4).map(values -> '[' + String.join(",", values) + ']');
    return Arbitraries.oneOf(inner, arrays, objectsOf(inner));
  }

  /** Objects with names that differ. */
  public static Arbitrary<String> objects() {
    return objectsOf(values());
  }

  private static Arbitrary<String> objectsOf(Arbitrary<String> values) {
    Arbitrary<List<String>> names =
        Arbitraries.strings()
            .withChars("abcdé€ .")
            .ofMaxLength(6)
            .list()
            .uniqueElements()
            .ofMaxSize(5);
    return Combinators.combine(names, values.list().ofSize(5)).as(Texts::object);
  }

  private static String object(List<String> names, List<String> values) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      members.add("\"m" + names.get(i) + "\":" + values.get(i));
    }
    return '{' + String.join(",", members) + '}';
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0",
        "-0",
        "1",
        "1.0",
        "1.00",
        "1e5",
        "1E+5",
        "1e-7",
        "-12.50",
        "0.1",
        "12345678901234567890123456789",
        "9007199254740993",
        "3.141592653589793238462643383279");
  }

  private static Arbitrary<String> words() {
    return Arbitraries.of("true", "false", "null", "{}", "[]");
  }

  private static Arbitrary<String> strings() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "Zz",
            " ",
            "é",
            "ß",
            "€",
            "漢字",
            "😀",
            "\\n",
            "\\u00e9",
            "\\u00E9",
            "\\\"",
            "\\\\",
            "\\/",
            "/",
            "{",
            "}",
            "[",
            "\\ud83d\\ude00",
            "x".repeat(300));
    return pieces.list().ofMaxSize(8).map(list -> '"' + String.join("", list) + '"');
  }
}
