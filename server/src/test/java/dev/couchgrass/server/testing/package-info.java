/** A server and a clock for tests. */
package dev.couchgrass.server.testing;
