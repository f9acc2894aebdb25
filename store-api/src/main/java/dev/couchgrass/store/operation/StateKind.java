package dev.couchgrass.store.operation;

/** What a state of an application is of. */
public enum StateKind {
  /** Of a group: who belongs to it, and may do what. */
  GROUP,
  /** Of a space: what a group shares. */
  SPACE,
  /** Of the keys that others announced. */
  KEY_REGISTRY,
  /** Of the secrets of one's own keys. Not encrypted by the store. */
  KEY_SECRETS,
  /** Of anything else. */
  OTHER
}
