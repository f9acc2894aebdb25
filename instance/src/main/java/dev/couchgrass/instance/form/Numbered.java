package dev.couchgrass.instance.form;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values in order, as a document whose names are numbers: for what is written as a whole, and needs
 * no list that merges.
 */
public final class Numbered {
  private Numbered() {}

  /** The document of some values. */
  public static Doc of(List<? extends Value> values) {
    Map<String, Value> numbered = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      numbered.put(Integer.toString(i), values.get(i));
    }
    return Doc.of(numbered);
  }

  /** The document of some texts. */
  public static Doc ofTexts(List<String> texts) {
    return of(texts.stream().map(Value::of).toList());
  }

  /**
   * The values of a document.
   *
   * @throws dev.couchgrass.core.InvalidInputException if a number is missing
   */
  public static List<Value> values(DocFields numbered) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < numbered.doc().size(); i++) {
      values.add(numbered.doc().get(Integer.toString(i)).orElseThrow(numbered::malformed));
    }
    return values;
  }

  /**
   * The texts of a document.
   *
   * @throws dev.couchgrass.core.InvalidInputException if a number is missing, or a value no text
   */
  public static List<String> texts(DocFields numbered) {
    List<String> texts = new ArrayList<>();
    for (Value value : values(numbered)) {
      if (!(value instanceof TextValue text)) {
        throw numbered.malformed();
      }
      texts.add(text.value());
    }
    return texts;
  }
}
