package dev.couchgrass.instance.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
  private static final Cid DATABASE = Cid.of(Codec.DAG_CBOR, new byte[] {1});
  private static final String BARE = "couchgrass:?db=" + DATABASE;
  private static final PeerAddress PEER = new PeerAddress("https", "https://peer.example:6984/");

  private static void assertRefused(Problem problem, Runnable making) {
    assertEquals(problem, assertThrows(InvalidInputException.class, making::run).problem());
  }

  private static void assertMalformed(String text) {
    assertRefused(Problem.BAD_REQUEST, () -> Ticket.parse(text));
  }

  @Test
  @Tag("TIC-1")
  void theTextIsOfTheDatabaseAndThePeersInTheirOrder() {
    Ticket ticket = new Ticket(DATABASE, List.of(PEER, new PeerAddress("mesh", "x y:z")));
    String text = BARE + "&pr=https:https://peer.example:6984/&pr=mesh:x%20y:z";
    assertEquals(text, ticket.text());
    assertEquals(ticket, Ticket.parse(text));
    assertEquals("couchgrass", URI.create(text).getScheme());
    assertEquals(new Ticket(DATABASE, List.of()), Ticket.parse(BARE));
  }

  @Test
  @Tag("TIC-2")
  void whatMeansSomethingToOthersIsEscaped() {
    Ticket ticket = new Ticket(DATABASE, List.of(new PeerAddress("mesh", "+&=%# ü:/?@")));
    assertEquals(BARE + "&pr=mesh:%2B%26%3D%25%23%20%C3%BC:/%3F%40", ticket.text());
    assertEquals(ticket, Ticket.parse(ticket.text()));
  }

  @Test
  @Tag("TIC-2")
  void aPlusStandsForItselfAndEscapesMayBeInEitherCase() {
    assertEquals(
        List.of(new PeerAddress("mesh", "a+b=c/d")),
        Ticket.parse(BARE + "&pr=mesh%3aa+b=c%2Fd").peers());
  }

  @Test
  @Tag("TIC-3")
  void theSchemeIsReadInAnyCaseAndOtherParametersAreIgnored() {
    assertEquals(new Ticket(DATABASE, List.of()), Ticket.parse("CouchGrass:?db=" + DATABASE));
    assertEquals(
        new Ticket(DATABASE, List.of(PEER)),
        Ticket.parse(
            "couchgrass:?x=1&&PR=2&db2&d%62=" + DATABASE + "&pr=" + "https:" + PEER.address()));
  }

  @Test
  @Tag("TIC-3")
  void aTypeWithoutTransportIsKept() {
    assertEquals(
        List.of(new PeerAddress("new-2.0+x", "1")), Ticket.parse(BARE + "&pr=new-2.0+x:1").peers());
  }

  @ParameterizedTest
  @Tag("TIC-3")
  @ValueSource(
      strings = {
        "",
        "couchgrass:",
        "couchgrass:?",
        "couchgrass:?db",
        "couchgrass:?db=",
        "couchgrass:?db=bafy",
        "couchgrass:?pr=mesh:x",
        "couchgrass?db=ID",
        "couchgrass://?db=ID",
        "couchgra\u017fs:?db=ID",
        "eidetica:?db=ID",
        " couchgrass:?db=ID",
        "couchgrass:?db=ID\n",
        "couchgrass:?db=ID#",
        "couchgrass:?db=ID&x=#",
        "couchgrass:?db=ID&db=ID",
        "couchgrass:?db=ID&x=%",
        "couchgrass:?db=ID&x=%2",
        "couchgrass:?db=ID&x=%2g",
        "couchgrass:?db=ID&x=%+1",
        "couchgrass:?db=ID&x=%ff",
        "couchgrass:?db=ID&%zz",
        "couchgrass:?db=ID&x= ",
        "couchgrass:?db=ID&x=\u00fc",
        "couchgrass:?db=ID&pr",
        "couchgrass:?db=ID&pr=",
        "couchgrass:?db=ID&pr=mesh",
        "couchgrass:?db=ID&pr=:x",
        "couchgrass:?db=ID&pr=mesh:",
        "couchgrass:?db=ID&pr=Mesh:x",
        "couchgrass:?db=ID&pr=mesh:a%0Ab",
        "couchgrass:?db=ID&pr=http:peer.example",
        "couchgrass:?db=ID&pr=http:https://peer.example",
      })
  void whatIsMalformedIsRefused(String text) {
    assertMalformed(text.replace("ID", DATABASE.toString()));
  }

  @Test
  @Tag("TIC-3")
  void aDatabaseIsAnEntry() {
    Cid raw = Cid.of(Codec.RAW, new byte[] {1});
    assertRefused(Problem.BAD_REQUEST, () -> new Ticket(raw, List.of()));
    assertMalformed("couchgrass:?db=" + raw);
  }

  @Test
  @Tag("TIC-4")
  void addressesAndCharactersAreLimited() {
    List<PeerAddress> most = Collections.nCopies(Ticket.MAX_PEERS, PEER);
    Ticket ticket = new Ticket(DATABASE, most);
    assertEquals(ticket, Ticket.parse(ticket.text()));
    List<PeerAddress> more = Collections.nCopies(Ticket.MAX_PEERS + 1, PEER);
    assertRefused(Problem.TOO_LARGE, () -> new Ticket(DATABASE, more));
    assertRefused(Problem.TOO_LARGE, () -> Ticket.parse(ticket.text() + "&pr=mesh:x"));

    PeerAddress wide = new PeerAddress("mesh", "ü".repeat(PeerAddress.MAX_LENGTH));
    assertRefused(Problem.TOO_LARGE, () -> new Ticket(DATABASE, List.of(wide)));
    String full = BARE + "&x=" + "y".repeat(Ticket.MAX_LENGTH - BARE.length() - 3);
    assertEquals(Ticket.MAX_LENGTH, full.length());
    assertEquals(DATABASE, Ticket.parse(full).database());
    assertRefused(Problem.TOO_LARGE, () -> Ticket.parse(full + "y"));
  }

  @Test
  @Tag("TIC-5")
  void whatDescribesItShowsNoCredentials() {
    Ticket ticket =
        new Ticket(
            DATABASE,
            List.of(
                new PeerAddress("https", "https://eve:hush@peer.example:6984/hush?token=hush"),
                new PeerAddress("mesh", "hush")));
    assertFalse(ticket.toString().contains("hush"));
    assertFalse(ticket.toString().contains("eve"));
    assertTrue(ticket.toString().contains("https://peer.example:6984"));
    assertTrue(ticket.toString().contains(DATABASE.toString()));
    assertTrue(ticket.text().contains("eve:hush%40peer"));
  }
}
