/** What was measured, and on which machine: as tables and as JSON. */
@NullMarked
package dev.couchgrass.bench.report;

import org.jspecify.annotations.NullMarked;
