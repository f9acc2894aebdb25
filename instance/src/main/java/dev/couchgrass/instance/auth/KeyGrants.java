package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The grants to keys, by the keys' texts.
 *
 * <p>To read a text as a key takes much longer than to read a grant, and anybody may have written
 * many that are none: so what is not wanted is left out before.
 */
final class KeyGrants {
  private final Doc forms;

  KeyGrants(Doc forms) {
    this.forms = forms;
  }

  /** What stands at the text of a key, or at one that is no key's. */
  Optional<KeyGrant> find(String text) {
    return forms.get(text).flatMap(KeyGrantForm::read);
  }

  SortedMap<PublicKey, KeyGrant> all() {
    return sorted(entries());
  }

  SortedMap<PublicKey, KeyGrant> named(String name) {
    return sorted(namesakes(name));
  }

  /** Some keys of a name whose grants are active, in the order of their bytes. */
  List<Candidate> activeNamed(String name, int most) {
    Stream<Map.Entry<String, Value>> active =
        namesakes(name).filter(form -> KeyGrantForm.isActive(form.getValue()));
    return granted(active)
        .limit(most)
        .map(grant -> new Candidate(grant.getKey(), grant.getValue().permission()))
        .sorted(Comparator.comparing(Candidate::key))
        .toList();
  }

  /** Whether there is a key of this name, active or not. */
  boolean knowsName(String name) {
    return granted(namesakes(name)).findAny().isPresent();
  }

  /** Whether there is a key that may change the settings. */
  boolean hasAdmin() {
    Stream<Map.Entry<String, Value>> admins =
        entries().filter(form -> KeyGrantForm.isActiveAdmin(form.getValue()));
    return granted(admins).findAny().isPresent();
  }

  boolean isEmpty() {
    return granted(entries()).findAny().isEmpty();
  }

  private Stream<Map.Entry<String, Value>> entries() {
    return forms.toMap().entrySet().stream();
  }

  private Stream<Map.Entry<String, Value>> namesakes(String name) {
    return entries().filter(form -> KeyGrantForm.isNamed(form.getValue(), name));
  }

  private static SortedMap<PublicKey, KeyGrant> sorted(Stream<Map.Entry<String, Value>> forms) {
    SortedMap<PublicKey, KeyGrant> found = new TreeMap<>();
    granted(forms).forEach(grant -> found.put(grant.getKey(), grant.getValue()));
    return Collections.unmodifiableSortedMap(found);
  }

  private static Stream<Map.Entry<PublicKey, KeyGrant>> granted(
      Stream<Map.Entry<String, Value>> forms) {
    return forms.flatMap(form -> granted(form.getKey(), form.getValue()).stream());
  }

  private static Optional<Map.Entry<PublicKey, KeyGrant>> granted(String text, Value form) {
    return KeyGrantForm.read(form)
        .flatMap(grant -> Forms.key(text).map(key -> Map.entry(key, grant)));
  }
}
