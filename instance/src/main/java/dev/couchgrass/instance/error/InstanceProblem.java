package dev.couchgrass.instance.error;

/** What can go wrong with users, keys and signed databases, as a closed set. */
public enum InstanceProblem {
  /** The storage has an instance already. */
  INSTANCE_EXISTS("The storage has an instance already"),
  /** What is kept of an instance can't be read, or belongs to another one. */
  INSTANCE_DAMAGED("What the storage keeps of its instance does not fit together"),

  /** No user has this name. */
  USER_MISSING("There is no such user"),
  /** A user has this name already. */
  USER_EXISTS("There is such a user already"),
  /** The user may not log in. */
  USER_DISABLED("The user may not log in"),
  /** The password is another one. */
  WRONG_PASSWORD("The password is wrong"),
  /** The user has a password, and none was given. */
  PASSWORD_NEEDED("The user has a password"),
  /** The user has no password, and one was given. */
  PASSWORD_UNKNOWN("The user has no password"),
  /** Too many logins failed: not before some time has passed. */
  TOO_MANY_LOGINS("Too many logins failed, try again later"),
  /** The name of a user is empty, too long, or has characters that can't be seen. */
  ILLEGAL_USER_NAME("This can be no user's name"),

  /** The user has no such key. */
  KEY_MISSING("The user has no such key"),
  /** No key of the user opens this database. */
  NO_KEY_FOR_DATABASE("No key of the user opens this database"),
  /** Nothing of the database is here, or nothing that may be read yet. */
  DATABASE_MISSING("The database is not here"),

  /** It takes a key to write. */
  KEY_NEEDED("It takes a key to write to the database"),
  /** The settings, or what the entry builds on, do not allow this. */
  NOT_ALLOWED("The database does not allow this: "),
  /** The settings given are for the database to make, or would lock everybody out. */
  ILLEGAL_SETTINGS("These settings can't be given"),
  /** Nobody could change the settings after this, for good. */
  LAST_ADMIN("This would leave the database without an admin"),
  /** A moment of another database, or one that is not here. */
  ILLEGAL_MOMENT("This is no moment of the database"),
  /** The store is of another type. */
  STORE_TYPE("The store is of another type: "),
  /** The name of a store is empty, too long, or the database's own. */
  ILLEGAL_STORE_NAME("This can be no store's name"),
  /** There is no store of the name. */
  STORE_MISSING("There is no such store"),
  /** A store has this name already. */
  STORE_EXISTS("There is such a store already"),
  /**
   * An entry of an encrypted store was not encrypted with its key, for its place, or was changed.
   */
  STORE_UNREADABLE("This entry of the encrypted store can't be read"),
  /** What was written is larger than an entry may be. */
  TOO_LARGE("The transaction is larger than an entry may be"),

  /** The instance does not sync. */
  SYNC_OFF("Sync is not enabled"),
  /** Nobody here wants the database synced. */
  NOT_SYNCED("The database is not synced here"),
  /** No address is known where this instance, or the peer, may be reached. */
  NO_ADDRESS("There is no address"),
  /** None of a peer's addresses leads to it now. */
  PEER_UNREACHABLE("The peer can't be reached"),
  /** The peer did nothing, and said why. */
  PEER_DECLINED("The peer declined"),
  /** What the peer says is against the rules, or another one answers in its place. */
  PEER_MISBEHAVED("The peer does not keep to the rules"),
  /** No such peer is known. */
  PEER_MISSING("There is no such peer"),
  /** There is no such wish to be let in. */
  REQUEST_MISSING("There is no such request"),
  /** Somebody has decided already. */
  REQUEST_DECIDED("The request has been decided"),
  /** Some exchanges failed, and will be tried again. */
  SYNC_FAILED("Not all could be synced");

  private final String message;

  InstanceProblem(String message) {
    this.message = message;
  }

  /** The problem in words, which do not change. */
  public String message() {
    return message;
  }
}
