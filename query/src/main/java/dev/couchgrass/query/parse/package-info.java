/**
 * From a selector's text to its condition. Start with {@link
 * dev.couchgrass.query.parse.SelectorReader}.
 */
@NullMarked
package dev.couchgrass.query.parse;

import org.jspecify.annotations.NullMarked;
