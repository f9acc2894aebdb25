package dev.couchgrass.instance.ticket;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one ticket. */
final class TicketReader {
  /** Only ASCII letters have another case here: other scripts' letters are none of a scheme. */
  private static final Pattern BEGINNING =
      Pattern.compile(Pattern.quote(Ticket.SCHEME + "?"), Pattern.CASE_INSENSITIVE);

  private Optional<Cid> database = Optional.empty();
  private final List<PeerAddress> peers = new ArrayList<>();

  private TicketReader() {}

  static Ticket read(String text) {
    Ticket.requireShort(text);
    Matcher beginning = BEGINNING.matcher(text);
    if (!beginning.lookingAt() || text.indexOf('#') >= 0) {
      throw malformed();
    }
    TicketReader reader = new TicketReader();
    int from = beginning.end();
    while (from <= text.length()) {
      int ampersand = text.indexOf('&', from);
      int to = ampersand < 0 ? text.length() : ampersand;
      reader.parameter(text.substring(from, to));
      from = to + 1;
    }
    return new Ticket(reader.database.orElseThrow(TicketReader::malformed), reader.peers);
  }

  private void parameter(String text) {
    int equals = text.indexOf('=');
    String name = decode(equals < 0 ? text : text.substring(0, equals));
    String value = decode(equals < 0 ? "" : text.substring(equals + 1));
    if (name.equals(Ticket.DATABASE)) {
      database(value);
    } else if (name.equals(Ticket.PEER)) {
      peer(value);
    }
  }

  private void database(String value) {
    if (database.isPresent()) {
      throw malformed();
    }
    database = Optional.of(Cid.parse(value));
  }

  private void peer(String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      throw malformed();
    }
    peers.add(new PeerAddress(value.substring(0, colon), value.substring(colon + 1)));
  }

  private static String decode(String text) {
    return PercentText.decode(text).orElseThrow(TicketReader::malformed);
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed ticket");
  }
}
