/** Documents as records: what they have to have, and how they fail if they do not. */
@NullMarked
package dev.couchgrass.instance.form;

import org.jspecify.annotations.NullMarked;
