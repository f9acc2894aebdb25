package dev.couchgrass.query;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.query.condition.All;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.query.parse.SelectorReader;
import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import dev.couchgrass.query.value.ValueReader;
import dev.couchgrass.query.value.ValueWriter;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.document.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Which documents are wanted, in Mango, with the meaning that CouchDB 3 gives it: {@code
 * {"country":"Norway","people":{"$gt":100000}}}. One without conditions, {@code {}}, wants all.
 *
 * <p>A condition on a field that is not there is never met, even if it is a negation ({@code
 * {"a":{"$ne":1}}}), but for {@code {"a":{"$exists":false}}}. Values of all types are comparable:
 * null, false, true, numbers, strings, arrays, objects; strings in the order of Unicode's
 * collation, ids in that of their bytes. Integers are exact, other numbers are doubles.
 *
 * <p>Immutable, for any thread. Two selectors are equal if they ask the same in ways that differ
 * only in what is left out, in where fields and negations stand, or in the order of conditions.
 */
public final class Selector implements Predicate<StoredDocument> {
  private final Condition condition;
  private final Fields fields;
  private final JsonBody canonical;

  private Selector(Condition condition) {
    this.condition = condition;
    this.fields = Fields.of(condition);
    this.canonical =
        condition.equals(All.OF_NONE)
            ? JsonBody.EMPTY
            : JsonBody.parse(ValueWriter.write(condition.toValue()));
  }

  /**
   * Reads a selector, within {@link SelectorLimits#DEFAULTS}.
   *
   * @throws InvalidSelectorException if it is not understood
   * @throws InvalidInputException if it is not JSON
   */
  public static Selector parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8), SelectorLimits.DEFAULTS);
  }

  /**
   * Reads a selector.
   *
   * @param json UTF-8
   * @throws InvalidSelectorException if it is not understood, or beyond the limits
   * @throws InvalidInputException if it is not JSON, or nested too deeply
   */
  public static Selector parse(byte[] json, SelectorLimits limits) {
    return new Selector(SelectorReader.read(json, limits));
  }

  /**
   * Whether a revision is wanted. Beside its body, a selector sees {@code _id}, {@code _rev},
   * {@code _deleted}, {@code _attachments} (as stubs), and {@code _conflicts} if the document was
   * read with them.
   */
  public boolean matches(StoredDocument document) {
    return condition.test(DocumentView.of(document, fields), ValueOrder.VIEWS);
  }

  /** Whether a JSON object is wanted, just as it is. */
  public boolean matches(JsonBody document) {
    Value members = new Value.Members(ValueReader.members(document, fields::wants));
    return condition.test(members, ValueOrder.VIEWS);
  }

  /** As {@link #matches(StoredDocument)}. */
  @Override
  public boolean test(StoredDocument document) {
    return matches(document);
  }

  /** The selector, written in the one way that all equal ones have. */
  public JsonBody canonical() {
    return canonical;
  }

  /** The filter that lets changes of wanted documents pass. */
  public ChangesFilter.Selector filter() {
    return new ChangesFilter.Selector(canonical, this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selector that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return canonical.toString();
  }
}
