/** The command: runs what is asked for and writes the report. */
@NullMarked
package dev.couchgrass.bench.run;

import org.jspecify.annotations.NullMarked;
