/**
 * What search trees that are edited by copying have in common, whatever their nodes are: for
 * engines with a tree of their own, on the heap or in pages.
 *
 * <p>{@link dev.couchgrass.store.engine.tree.TreeWalk} goes over the entries of a range; {@link
 * dev.couchgrass.store.engine.tree.GallopingSearch} finds which changes fall beneath a node, and
 * {@link dev.couchgrass.store.engine.tree.Growth} notes where a node grew, for whoever cuts it.
 */
@NullMarked
package dev.couchgrass.store.engine.tree;

import org.jspecify.annotations.NullMarked;
