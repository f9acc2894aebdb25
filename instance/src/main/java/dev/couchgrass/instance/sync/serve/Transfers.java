package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.sync.paging.EntryPages;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What peers pull and have not got to the end of. Each takes a place from before it is begun until
 * it has ended. One that nobody goes on with is forgotten: whoever comes back begins anew, with
 * what came. For several threads.
 */
final class Transfers {
  private static final int NAME_BYTES = 16;

  private final PeerLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;

  /** The one that was begun first comes first. */
  private final Map<String, Transfer> all = new LinkedHashMap<>();

  /** One transfer. */
  private static final class Transfer {
    private final Account account;
    private final PublicKey peer;
    private final PeerRequest.Pull asked;
    private Optional<EntryPages> pages = Optional.empty();
    private boolean idle;
    private long until;

    Transfer(Account account, PublicKey peer, PeerRequest.Pull asked) {
      this.account = account;
      this.peer = peer;
      this.asked = asked;
    }
  }

  Transfers(PeerLimits limits, InstantSource clock, SecureRandom random) {
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Takes a place for a transfer, which is in use until it is {@link #put} back or {@link #end}ed.
   * If there is no room for the account, the oldest of the same peer that nobody uses makes some.
   *
   * @return its name, which nobody guesses
   * @throws Decline if there is no room
   */
  synchronized String begin(Account account, PublicKey peer, PeerRequest.Pull asked) {
    sweep();
    if (isFull(account)) {
      // Not another peer's: two who have too much to pull would end each other for ever.
      endFirst(each -> each.idle && each.peer.equals(peer) && each.account.equals(account));
    }
    if (isFull(account)) {
      throw new Decline(PeerProblem.BUSY);
    }
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    all.put(name, new Transfer(account, peer, asked));
    return name;
  }

  private boolean isFull(Account account) {
    return count(each -> each.account.equals(account)) >= limits.transfersEach()
        || count(each -> each.account.isNamed() == account.isNamed())
            >= account.share(limits.transfers())
        || all.size() >= limits.transfers();
  }

  private long count(Predicate<Transfer> which) {
    return all.values().stream().filter(which).count();
  }

  private void endFirst(Predicate<Transfer> which) {
    all.entrySet().stream()
        .filter(each -> which.test(each.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(this::end);
  }

  /** Gives a transfer that was begun its entries; if it has ended meanwhile, they are closed. */
  synchronized void open(String name, EntryPages pages) {
    Optional<Transfer> transfer = Optional.ofNullable(all.get(name));
    transfer.ifPresentOrElse(it -> it.pages = Optional.of(pages), pages::close);
  }

  /**
   * Takes a transfer to go on with.
   *
   * @return what was asked for at its beginning
   * @throws Decline if there is none of this name that nobody uses, or it is another peer's
   */
  synchronized PeerRequest.Pull take(PublicKey peer, String name) {
    sweep();
    Transfer transfer =
        Optional.ofNullable(all.get(name))
            .filter(it -> it.idle && it.peer.equals(peer))
            .orElseThrow(() -> new Decline(PeerProblem.TRANSFER_ENDED));
    transfer.idle = false;
    return transfer.asked;
  }

  /**
   * The entries of a transfer that is in use.
   *
   * @throws Decline if it has ended meanwhile
   */
  synchronized EntryPages pages(String name) {
    return Optional.ofNullable(all.get(name))
        .flatMap(it -> it.pages)
        .orElseThrow(() -> new Decline(PeerProblem.TRANSFER_ENDED));
  }

  /** Keeps a transfer for its peer to go on with. */
  synchronized void put(String name) {
    Optional.ofNullable(all.get(name))
        .ifPresent(
            it -> {
              it.idle = true;
              it.until = clock.millis() + limits.transferIdle().toMillis();
            });
  }

  /** Ends a transfer, and frees its place. */
  synchronized void end(String name) {
    Optional.ofNullable(all.remove(name)).flatMap(it -> it.pages).ifPresent(EntryPages::close);
  }

  /** Forgets those that nobody goes on with. */
  synchronized void sweep() {
    long now = clock.millis();
    List.copyOf(all.entrySet()).stream()
        .filter(each -> each.getValue().idle && each.getValue().until <= now)
        .map(Map.Entry::getKey)
        .forEach(this::end);
  }

  /** Forgets all. */
  synchronized void clear() {
    List.copyOf(all.keySet()).forEach(this::end);
  }
}
