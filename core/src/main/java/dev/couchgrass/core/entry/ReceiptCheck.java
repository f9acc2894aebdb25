package dev.couchgrass.core.entry;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks an entry that arrived against its ancestors: everything that these can tell.
 *
 * <p>Its parents and its pin are of its database; it is higher than its parents, as the strategy
 * has it; its parents in each store are in that store, and among its ancestors; and it pins
 * settings at or above those that each parent pins or brings. Not the signature, which {@link
 * Entry#isSignedBy} tells, nor whether the key may do this.
 *
 * <p>Immutable. Walks no further than the lowest entry that is looked for, so an entry costs as
 * many look-ups as there are entries between it and what it names.
 */
public final class ReceiptCheck {
  private final Ancestry ancestry;
  private final Optional<HeightRules> rules;
  private final OptionalLong latest;
  private final boolean walks;

  private ReceiptCheck(
      Ancestry ancestry, Optional<HeightRules> rules, OptionalLong latest, boolean walks) {
    this.ancestry = ancestry;
    this.rules = rules;
    this.latest = latest;
    this.walks = walks;
  }

  /** A check that asks of heights only that they go up. */
  public static ReceiptCheck against(Ancestry ancestry) {
    return new ReceiptCheck(ancestry, Optional.empty(), OptionalLong.empty(), true);
  }

  /** With the rules that the pinned settings have for heights. */
  public ReceiptCheck withRules(HeightRules heightRules) {
    return new ReceiptCheck(ancestry, Optional.of(heightRules), latest, walks);
  }

  /**
   * With the latest time that a height may be, in milliseconds: now, and how wrong clocks may be.
   * It takes rules to know whether a height is a time.
   */
  public ReceiptCheck withLatest(long millis) {
    return new ReceiptCheck(ancestry, rules, OptionalLong.of(millis), walks);
  }

  /**
   * Without what it takes a walk to tell: whether a store's parent is an ancestor (ENT-19), and
   * whether the pin is at or above those before it (ENT-21). Asks for nothing but the root, the
   * parents and what is pinned. For whoever finds these two otherwise.
   */
  public ReceiptCheck withoutWalks() {
    return new ReceiptCheck(ancestry, rules, latest, false);
  }

  /** Checks an entry. */
  public Verdict check(Entry entry) {
    Receipt receipt = new Receipt(entry, ancestry, rules, walks);
    try {
      receipt.check();
    } catch (InvalidEntryException e) {
      return new Verdict.Refused(e.refusal());
    }
    if (!receipt.missing().isEmpty()) {
      return new Verdict.Missing(receipt.missing());
    }
    OptionalLong time = receipt.greatestTime();
    if (time.isPresent() && latest.isPresent() && time.getAsLong() > latest.getAsLong()) {
      return new Verdict.TooEarly(time.getAsLong());
    }
    return new Verdict.Accepted();
  }
}
