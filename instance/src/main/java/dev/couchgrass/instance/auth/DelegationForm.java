package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A delegation in the settings. */
final class DelegationForm {
  private static final String BOUNDS = "permission_bounds";
  private static final String MAX = "max";
  private static final String MIN = "min";
  private static final String TREE = "tree";
  private static final String ROOT = "root";
  private static final String TIPS = "tips";

  private DelegationForm() {}

  /** Atomic: of two versions, one counts, and never a mixture. */
  static Value write(Delegation delegation) {
    Doc bounds = Doc.of(MAX, PermissionForm.write(delegation.bounds().max()));
    Optional<Permission> min = delegation.bounds().min();
    if (min.isPresent()) {
      bounds = bounds.merge(Doc.of(MIN, PermissionForm.write(min.get())));
    }
    List<TextValue> ids = delegation.tips().stream().map(id -> Value.of(id.toString())).toList();
    // The list is never merged, being in what is atomic, so its elements need no tags that differ.
    DocList tips = DocList.of(ids, () -> 0);
    Doc tree = Doc.of(Map.of(ROOT, Value.of(delegation.database().toString()), TIPS, tips));
    return Doc.of(Map.of(BOUNDS, bounds, TREE, tree)).atomic();
  }

  /** What stands at a database's id, if it is a delegation to that database. */
  static Optional<Delegation> read(Cid database, Value form) {
    return form instanceof Doc document ? read(database, document) : Optional.empty();
  }

  private static Optional<Delegation> read(Cid database, Doc form) {
    Optional<List<Cid>> tips =
        Forms.doc(form, TREE)
            .filter(tree -> Forms.text(tree, ROOT).filter(database.toString()::equals).isPresent())
            .flatMap(DelegationForm::readTips);
    return Forms.doc(form, BOUNDS)
        .flatMap(DelegationForm::readBounds)
        .flatMap(bounds -> tips.map(ids -> Delegation.of(database, ids, bounds)));
  }

  private static Optional<List<Cid>> readTips(Doc tree) {
    List<Value> values =
        tree.get(TIPS)
            .filter(DocList.class::isInstance)
            .map(list -> ((DocList) list).toList())
            .orElse(List.of());
    if (values.isEmpty() || values.size() > EntryLimits.MAX_STEP_TIPS) {
      return Optional.empty();
    }
    List<Cid> ids = values.stream().flatMap(value -> readId(value).stream()).toList();
    return ids.size() == values.size() ? Optional.of(ids) : Optional.empty();
  }

  private static Optional<Cid> readId(Value value) {
    return value instanceof TextValue text ? Forms.entryId(text.value()) : Optional.empty();
  }

  private static Optional<Bounds> readBounds(Doc form) {
    Optional<Permission> max = Forms.doc(form, MAX).flatMap(PermissionForm::read);
    Optional<Permission> min = Forms.doc(form, MIN).flatMap(PermissionForm::read);
    if (form.get(MIN).isPresent() && min.isEmpty()) {
      return Optional.empty();
    }
    return max.map(most -> new Bounds(most, min));
  }
}
