package dev.couchgrass.instance.user;

import dev.couchgrass.instance.auth.ReadPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the users of an instance want a database to be synced, all of them together: at once if one
 * wants that, and as often as the one who wants it most often.
 *
 * @param passes by which the instance may read it elsewhere
 */
public record SyncWish(SyncSettings settings, List<ReadPass> passes) {
  public SyncWish {
    passes = List.copyOf(passes);
  }

  /** This, and what another user wants. */
  SyncWish and(SyncWish other) {
    List<ReadPass> all = new ArrayList<>(passes);
    all.addAll(other.passes);
    return new SyncWish(
        new SyncSettings(
            true,
            settings.onCommit() || other.settings.onCommit(),
            settings
                .interval()
                .flatMap(
                    one ->
                        other
                            .settings
                            .interval()
                            .map(two -> one.compareTo(two) < 0 ? one : two)
                            .or(() -> Optional.of(one)))
                .or(other.settings::interval)),
        all);
  }
}
