/** What concerns the server as a whole: its welcome, its databases, its state. */
@NullMarked
package dev.couchgrass.server.instance;

import org.jspecify.annotations.NullMarked;
