/** Where a store under test keeps what it keeps: what an adapter's author tells the suites. */
@NullMarked
package dev.couchgrass.conformance.home;

import org.jspecify.annotations.NullMarked;
