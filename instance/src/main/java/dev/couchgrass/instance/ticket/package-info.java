/**
 * Tickets: a database's id and where to reach somebody who has it, as a line to send to a friend.
 *
 * <pre>{@code
 * Ticket ticket =
 *     new Ticket(database, List.of(new PeerAddress("https", "https://peer.example:6984/")));
 * ticket.text(); // couchgrass:?db=bafyr4i...&pr=https:https://peer.example:6984/
 * Ticket.parse(text).equals(ticket); // true
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.instance.ticket.Ticket}. A ticket permits nothing by itself.
 */
@NullMarked
package dev.couchgrass.instance.ticket;

import org.jspecify.annotations.NullMarked;
