/**
 * Documents that merge: nested maps and lists of which replicas hold changes, and join them in one
 * order.
 *
 * <pre>{@code
 * DocEdit edit = new DocEdit(state, random);
 * edit.set(Path.of("title"), Value.of("Hay"));
 * edit.append(Path.of("tasks"), List.of(Value.of("mow"), Value.of("turn")));
 * byte[] data = edit.delta().encode(); // what an entry carries
 * state.merge(Doc.decode(data)).equals(edit.current()); // true
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.crdt.Doc}. A change is a {@code Doc} as a state is;
 * {@link dev.couchgrass.core.crdt.Contribution} folds the changes of many entries into a state.
 */
@NullMarked
package dev.couchgrass.core.crdt;

import org.jspecify.annotations.NullMarked;
