/** Reads the operations of a topic as they come, and those of an orderer as their time comes. */
@NullMarked
package dev.couchgrass.sync.log.feed;

import org.jspecify.annotations.NullMarked;
