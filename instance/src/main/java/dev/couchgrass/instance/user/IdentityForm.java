package dev.couchgrass.instance.user;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.form.Numbered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As whom a key signs, as a document: without the key itself, under which it stands. */
final class IdentityForm {
  private static final String HINT = "hint";
  private static final String NAME = "name";
  private static final String PATH = "path";
  private static final String DATABASE = "database";
  private static final String TIPS = "tips";
  private static final String BY_KEY = "key";
  private static final String BY_NAME = "name";
  private static final String GLOBAL = "global";

  private IdentityForm() {}

  static Doc write(SigKey identity) {
    Map<String, Value> members = new HashMap<>();
    if (identity.hint() instanceof KeyHint.ByName named) {
      members.put(HINT, Value.of(BY_NAME));
      members.put(NAME, Value.of(named.name()));
    } else {
      members.put(HINT, Value.of(identity.hint() instanceof KeyHint.Global ? GLOBAL : BY_KEY));
    }
    if (identity instanceof SigKey.Delegated delegated) {
      members.put(PATH, Numbered.of(delegated.path().stream().map(IdentityForm::write).toList()));
    }
    return Doc.of(members);
  }

  private static Doc write(DelegationStep step) {
    Doc tips = Numbered.ofTexts(step.tips().stream().map(Cid::toString).toList());
    return Doc.of(Map.of(DATABASE, Value.of(step.database().toString()), TIPS, tips));
  }

  static SigKey read(PublicKey key, DocFields fields) {
    KeyHint hint =
        switch (fields.text(HINT)) {
          case BY_KEY -> new KeyHint.ByKey(key);
          case BY_NAME -> new KeyHint.ByName(fields.text(NAME));
          case GLOBAL -> new KeyHint.Global(key);
          default -> throw fields.malformed();
        };
    if (fields.doc().get(PATH).isEmpty()) {
      return new SigKey.Direct(hint);
    }
    List<DelegationStep> path = new ArrayList<>();
    for (Value step : Numbered.values(fields.fields(PATH))) {
      path.add(readStep(step, fields));
    }
    return new SigKey.Delegated(path, hint);
  }

  private static DelegationStep readStep(Value step, DocFields fields) {
    if (!(step instanceof Doc document)) {
      throw fields.malformed();
    }
    DocFields members = new DocFields(document, fields.message());
    List<Cid> tips = Numbered.texts(members.fields(TIPS)).stream().map(Cid::parse).toList();
    return new DelegationStep(Cid.parse(members.text(DATABASE)), tips);
  }
}
