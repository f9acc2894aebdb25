package dev.couchgrass.core.entry;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who signed an entry. */
final class SignerDecoding {
  private final CborReader in;

  SignerDecoding(CborReader in) {
    this.in = in;
  }

  SigKey read() {
    Optional<SigKey> signer = Optional.empty();
    in.enterMap();
    while (in.nextMember()) {
      if (signer.isPresent()) {
        throw Members.unknown(in);
      }
      signer =
          Optional.of(
              switch (in.name()) {
                case "Direct" -> readDirect();
                case "Delegation" -> readDelegated();
                default -> throw Members.unknown(in);
              });
    }
    return Members.required(signer, "Direct");
  }

  private SigKey readDirect() {
    Optional<KeyHint> hint = Optional.empty();
    in.enterMap();
    while (in.nextMember()) {
      if (!in.name().equals("hint")) {
        throw Members.unknown(in);
      }
      hint = Optional.of(readHint());
    }
    return new SigKey.Direct(Members.required(hint, "hint"));
  }

  private SigKey readDelegated() {
    Optional<KeyHint> hint = Optional.empty();
    Optional<List<DelegationStep>> path = Optional.empty();
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "hint" -> hint = Optional.of(readHint());
        case "path" -> path = Optional.of(readPath());
        default -> throw Members.unknown(in);
      }
    }
    return new SigKey.Delegated(Members.required(path, "path"), Members.required(hint, "hint"));
  }

  private List<DelegationStep> readPath() {
    List<DelegationStep> path = new ArrayList<>();
    in.enterList();
    while (in.nextElement()) {
      path.add(readStep());
    }
    return path;
  }

  private DelegationStep readStep() {
    Optional<List<Cid>> tips = Optional.empty();
    Optional<Cid> database = Optional.empty();
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "tips" -> tips = Optional.of(Members.readIds(in));
        case "tree" -> database = Optional.of(in.readLink());
        default -> throw Members.unknown(in);
      }
    }
    return new DelegationStep(Members.required(database, "tree"), Members.required(tips, "tips"));
  }

  private KeyHint readHint() {
    Optional<String> name = Optional.empty();
    Optional<PublicKey> key = Optional.empty();
    boolean global = false;
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "name" -> name = Optional.of(in.readText());
        case "pubkey" -> key = Optional.of(readKey());
        case "is_global" -> global = readGlobal();
        default -> throw Members.unknown(in);
      }
    }
    if (name.isPresent() == key.isPresent() || (global && key.isEmpty())) {
      throw new InvalidEntryException(EntryProblem.KEY_HINT);
    }
    if (name.isPresent()) {
      return new KeyHint.ByName(name.get());
    }
    return global ? new KeyHint.Global(key.orElseThrow()) : new KeyHint.ByKey(key.orElseThrow());
  }

  private PublicKey readKey() {
    try {
      return PublicKey.parse(in.readText());
    } catch (InvalidInputException e) {
      throw new InvalidEntryException(EntryProblem.MALFORMED_KEY);
    }
  }

  private boolean readGlobal() {
    if (!in.readBoolean()) {
      throw Members.defaultWritten("is_global");
    }
    return true;
  }
}
