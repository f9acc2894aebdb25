package dev.couchgrass.instance.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class TicketProperties {
  @Provide
  Arbitrary<Ticket> tickets() {
    Arbitrary<Cid> databases =
        Arbitraries.integers().map(i -> Cid.of(Codec.DAG_CBOR, i.toString().getBytes(UTF_8)));
    Arbitrary<String> types = Arbitraries.of("mesh", "m", "a+b-c.d", "tcp");
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of("+", "&", "=", "%", "#", " ", ":", ";", "%2B", "&db=", "ü", "€", "😀"),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(3),
            Arbitraries.strings().ofMaxLength(3));
    Arbitrary<PeerAddress> peers =
        Combinators.combine(types, pieces.list().ofMinSize(1).ofMaxSize(8))
            .as((type, parts) -> addresses(type, String.join("", parts)))
            .filter(found -> !found.isEmpty())
            .map(found -> found.get(0));
    return Combinators.combine(databases, peers.list().ofMaxSize(5)).as(Ticket::new);
  }

  /** None if the text is no address. */
  private static List<PeerAddress> addresses(String type, String text) {
    try {
      return List.of(new PeerAddress(type, text));
    } catch (InvalidInputException e) {
      return List.of();
    }
  }

  @Property
  @Tag("TIC-2")
  void whatIsWrittenIsReadBack(@ForAll("tickets") Ticket ticket) {
    assertEquals(ticket, Ticket.parse(ticket.text()));
    assertTrue(ticket.text().chars().allMatch(c -> c > ' ' && c <= '~'), ticket::text);
  }

  /** Else a page that takes a ticket apart as a form would find other addresses than we do. */
  @Property
  @Tag("TIC-2")
  void readersOfFormsFindTheSame(@ForAll("tickets") Ticket ticket) {
    String query = URI.create(ticket.text()).getRawSchemeSpecificPart().substring(1);
    List<String> found =
        Stream.of(query.split("&", -1))
            .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
            .map(value -> URLDecoder.decode(value, UTF_8))
            .toList();
    List<String> written =
        Stream.concat(
                Stream.of(ticket.database().toString()),
                ticket.peers().stream().map(peer -> peer.type() + ":" + peer.address()))
            .toList();
    assertEquals(written, found);
  }

  @Property
  @Tag("TIC-3")
  void aDamagedTextIsRefusedOrAnotherTicket(
      @ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 500) int at, @ForAll char c) {
    StringBuilder text = new StringBuilder(ticket.text());
    text.setCharAt(at % text.length(), c);
    try {
      Ticket read = Ticket.parse(text.toString());
      assertEquals(read, Ticket.parse(read.text()));
    } catch (InvalidInputException e) {
      assertTrue(e.detail().isEmpty(), "Nothing of what was read is in the message");
    }
  }
}
