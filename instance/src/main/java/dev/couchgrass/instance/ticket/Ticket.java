package dev.couchgrass.instance.ticket;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.util.List;

/**
 * A database, and where to reach peers that may have it.
 *
 * <p>As text: {@code couchgrass:?db=<id>&pr=<type>:<address>&pr=...}, a URI, percent-encoded so
 * that readers of URIs and of forms both find the same in it.
 *
 * <p>{@link #toString} is another text, which shows no more of an address than its host.
 *
 * @param database the id of the database: that of its root entry
 * @param peers their addresses in the order to be tried, at most {@link #MAX_PEERS}
 */
public record Ticket(Cid database, List<PeerAddress> peers) {
  /** The longest text, in characters, which are all ASCII: 8 KiB. */
  public static final int MAX_LENGTH = 8 * 1024;

  /** The most addresses. */
  public static final int MAX_PEERS = 32;

  static final String SCHEME = "couchgrass:";
  static final String DATABASE = "db";
  static final String PEER = "pr";

  /**
   * @throws InvalidInputException if the id is none of an entry, the addresses are too many, or the
   *     text would be too long
   */
  public Ticket {
    peers = List.copyOf(peers);
    if (database.codec() != Codec.DAG_CBOR) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "A ticket's database is no entry's id");
    }
    if (peers.size() > MAX_PEERS) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A ticket has too many addresses");
    }
    requireShort(text(database, peers));
  }

  static void requireShort(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A ticket is too long");
    }
  }

  /**
   * Reads a ticket.
   *
   * <p>The scheme may be in upper case. Each parameter's name and value is percent-decoded; {@code
   * +} stands for itself. Parameters of other names are ignored, whatever their value.
   *
   * @throws InvalidInputException if the text is too long, has another scheme, something between
   *     the scheme and the question mark, a fragment, a character that is no visible ASCII or a
   *     malformed escape; if {@code db} is missing, there twice, or no id of an entry; or if a
   *     {@code pr} is no type, colon and address, or there are too many
   */
  public static Ticket parse(String text) {
    return TicketReader.read(text);
  }

  /** The ticket as text, which {@link #parse} reads back. */
  public String text() {
    return text(database, peers);
  }

  private static String text(Cid database, List<PeerAddress> peers) {
    StringBuilder text = new StringBuilder(SCHEME);
    text.append('?').append(DATABASE).append('=').append(database);
    for (PeerAddress peer : peers) {
      text.append('&').append(PEER).append('=');
      text.append(PercentText.encode(peer.type() + ":" + peer.address()));
    }
    return text.toString();
  }
}
