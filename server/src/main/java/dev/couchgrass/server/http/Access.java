package dev.couchgrass.server.http;

/** Who may call a route; each level includes those after it. */
public enum Access {
  /** Everybody, without a name. */
  ANYONE,
  /** Everybody who logged in. */
  USER,
  /** Those who may use the database: its members and admins, everybody if it names none. */
  MEMBER,
  /** Those who administer the database. */
  DATABASE_ADMIN,
  /** Those who administer the server. */
  SERVER_ADMIN
}
