package dev.couchgrass.core.operation;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said about logs as a map of CBOR: what is empty or false is left out. */
final class LogExtensionsForm {
  private static final String LOG = "log";
  private static final String PRUNE = "prune";
  private static final String PREVIOUS = "previous";

  private LogExtensionsForm() {}

  static Extensions encode(LogExtensions says) {
    CborWriter out = new CborWriter();
    out.beginMap(
        (says.log().isPresent() ? 1 : 0)
            + (says.prune() ? 1 : 0)
            + (says.previous().isEmpty() ? 0 : 1));
    says.log().ifPresent(log -> out.name(LOG).bytes(log.bytes()));
    if (says.prune()) {
      out.name(PRUNE).bool(true);
    }
    if (!says.previous().isEmpty()) {
      out.name(PREVIOUS).beginList(says.previous().size());
      says.previous().forEach(id -> out.bytes(id.bytes()));
    }
    return Extensions.ofChecked(out.toByteArray());
  }

  static LogExtensions decode(Extensions extensions) {
    CborReader in = extensions.reader();
    return in.peek() == Kind.MAP ? decodeMap(in) : LogExtensions.NONE;
  }

  private static LogExtensions decodeMap(CborReader in) {
    Optional<LogId> log = Optional.empty();
    List<Hash> previous = List.of();
    boolean prune = false;
    in.enterMap();
    while (in.nextMember()) {
      String name = in.name();
      try {
        switch (name) {
          case LOG -> log = Optional.of(LogId.ofBytes(in.readBytes()));
          case PRUNE -> prune = requireSaid(in.readBoolean());
          case PREVIOUS -> previous = readPrevious(in);
          default -> in.skip();
        }
      } catch (InvalidCborException | InvalidInputException e) {
        throw new InvalidOperationException(OperationProblem.MALFORMED_EXTENSIONS, name);
      }
    }
    return new LogExtensions(log, previous, prune);
  }

  private static List<Hash> readPrevious(CborReader in) {
    List<Hash> ids = new ArrayList<>();
    in.enterList();
    while (in.nextElement()) {
      ids.add(Hash.ofBytes(in.readBytes()));
    }
    requireSaid(!ids.isEmpty());
    return ids;
  }

  /** Requires what would otherwise have been left out. */
  private static boolean requireSaid(boolean something) {
    if (!something) {
      throw new InvalidInputException(
          InvalidInputException.Problem.BAD_REQUEST, "A member that says nothing");
    }
    return true;
  }
}
