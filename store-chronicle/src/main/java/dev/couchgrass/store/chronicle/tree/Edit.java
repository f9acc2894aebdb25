package dev.couchgrass.store.chronicle.tree;

/**
 * What an edit made of a tree.
 *
 * @param tree the next tree; every page of it is in the store
 * @param replaced the pages that only the tree before needs; to be {@linkplain Pages#remove
 *     removed} when nobody reads it any more
 * @param written how many pages are new
 */
public record Edit(Tree tree, long[] replaced, long written) {}
