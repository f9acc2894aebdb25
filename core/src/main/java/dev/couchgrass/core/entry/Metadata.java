package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an entry says of itself, under its signature.
 *
 * @param settingsTips the entries of {@code _settings} that it was written under, in order, each
 *     once: its pin
 * @param entropy 64 bits without a sign that make equal roots differ
 */
public record Metadata(List<Cid> settingsTips, OptionalLong entropy) {
  /**
   * @throws InvalidEntryException if an id is none of an entry, or the tips are out of order or
   *     more than {@link EntryLimits#MAX_IDS}
   */
  public Metadata {
    settingsTips = List.copyOf(settingsTips);
    Checks.requireIds(settingsTips, EntryLimits.MAX_IDS, MetadataJson.SETTINGS_TIPS);
  }

  /** The metadata of a root. */
  public static Metadata ofRoot(long entropy) {
    return new Metadata(List.of(), OptionalLong.of(entropy));
  }

  /** The metadata of any other entry, whose tips may be in any order. */
  public static Metadata pinning(Collection<Cid> settingsTips) {
    return new Metadata(Checks.sorted(settingsTips), OptionalLong.empty());
  }
}
