/** What the guide to signed databases shows. */
@NullMarked
package dev.couchgrass.instance.example;

import org.jspecify.annotations.NullMarked;
