package dev.couchgrass.cli.signed;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What people write on a command line for databases, keys, and places in documents. All of these
 * throw an {@link dev.couchgrass.core.InvalidInputException}, or {@link IllegalArgumentException},
 * if it is none.
 */
public final class Names {
  private static final String INDEX = "[0-9]{1,9}";

  private Names() {}

  /** The id of a database. */
  public static Cid database(String text) {
    return Cid.parse(text);
  }

  /** A public key. */
  public static PublicKey key(String text) {
    return PublicKey.parse(text);
  }

  /** The address of a peer, by its URL. */
  public static PeerAddress peer(String url) {
    int colon = url.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("A URL begins with http or https");
    }
    String type = url.substring(0, colon);
    if (!type.equals("http") && !type.equals("https")) {
      throw new IllegalArgumentException("A URL begins with http or https");
    }
    return new PeerAddress(type, url);
  }

  /** The names of a path, which stand between slashes; in them, ~1 is a slash, and ~0 is ~. */
  public static List<String> steps(String path) {
    return Arrays.stream(path.split("/", -1)).map(Names::step).toList();
  }

  private static String step(String escaped) {
    if (escaped.replace("~0", "").replace("~1", "").contains("~")) {
      throw new IllegalArgumentException("~ stands before 0 or 1 in a path");
    }
    return escaped.replace("~1", "/").replace("~0", "~");
  }

  /** The path within a document: a number leads into a list where there is one. */
  public static Path path(Value root, String text) {
    Path path = Path.ROOT;
    Optional<Value> here = Optional.of(root);
    for (String step : steps(text)) {
      Optional<Value> from = here;
      if (from.isPresent() && from.get() instanceof DocList list) {
        int index = index(step);
        path = path.at(index);
        here = element(list, index);
      } else {
        path = path.then(step);
        here =
            from.filter(Doc.class::isInstance).map(Doc.class::cast).flatMap(doc -> doc.get(step));
      }
    }
    return path;
  }

  private static int index(String step) {
    if (!step.matches(INDEX)) {
      throw new IllegalArgumentException("In a list, a path needs a number");
    }
    return Integer.parseInt(step);
  }

  private static Optional<Value> element(DocList list, int index) {
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }

  /** What is at the end of a path; empty if it leads nowhere. */
  public static Optional<Value> find(Value root, String text) {
    Optional<Value> here = Optional.of(root);
    for (String step : steps(text)) {
      here = here.flatMap(value -> next(value, step));
    }
    return here;
  }

  private static Optional<Value> next(Value value, String step) {
    if (value instanceof DocList list) {
      return step.matches(INDEX) ? element(list, Integer.parseInt(step)) : Optional.empty();
    }
    return value instanceof Doc doc ? doc.get(step) : Optional.empty();
  }
}
