package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;
import java.util.stream.Stream;

/** Storages whose stores of logs, or whose transactions, are wrong in one point each. */
public final class BrokenLogStores {
  public static final List<BrokenAdapter> ALL =
      Stream.of(BrokenLogs.ALL, BrokenNotes.ALL, BrokenTransactions.ALL)
          .flatMap(List::stream)
          .toList();

  private BrokenLogStores() {}
}
