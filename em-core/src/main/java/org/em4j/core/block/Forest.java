package org.em4j.core.block;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What some blocks of a data set come to, merged as far as they can be. Results merge along one binary tree over all blocks,
 * whose shape the number of blocks decides: two neighbours that are the halves of a complete subtree become one, and nothing
 * else does. So the order in which blocks and other forests are added, on whichever threads or machines, does not change a
 * bit of the {@link #total}. A run of n blocks leaves at most 2 log₂ n trees.
 *
 * <p>A sum over a tree is also rounded less than one from left to right: by the depth of the tree instead of its width
 * (Higham 1993, pairwise summation).
 *
 * <p>Any number of threads may add; they merge at the same time.
 *
 * <pre>{@code
 * Forest<Double> left = new Forest<>(Double::sum);
 * left.add(0, 0.1);
 * Forest<Double> right = new Forest<>(Double::sum);
 * right.add(2, 0.3);
 * right.add(1, 0.2);
 * left.add(right);
 * System.out.println(left.total(3)); // (0.1 + 0.2) + 0.3
 * }</pre>
 */
public final class Forest<A> implements Serializable {
    private static final long serialVersionUID = 1;

    /** A complete subtree: that over the blocks from {@code index · 2^level} on, {@code 2^level} of them. */
    private record Node(int level, int index) implements Serializable {
        Node sibling() {
            return new Node(level, index ^ 1);
        }

        Node parent() {
            return new Node(level + 1, index >> 1);
        }

        boolean isLeft() {
            return (index & 1) == 0;
        }
    }

    private final Merge<A> merge;
    private final Map<Node, A> trees = new HashMap<>();

    /** Without blocks. */
    public Forest(Merge<A> merge) {
        this.merge = merge;
    }

    /** Adds the result of a block, by its number from 0; it belongs to the forest from now on. */
    public void add(int block, A result) {
        add(new Node(0, block), result);
    }

    /** Adds all that another forest, which is not used any more, has of other blocks. */
    public void add(Forest<A> other) {
        other.trees.forEach(this::add);
    }

    /** Number of subtrees that wait for their siblings: the size of what is sent where the forest is. */
    public int trees() {
        return trees.size();
    }

    private void add(Node node, A result) {
        Node at = node;
        A value = result;
        while (true) {
            A sibling;
            synchronized (trees) {
                sibling = trees.remove(at.sibling());
                if (sibling == null) {
                    if (trees.putIfAbsent(at, value) != null) {
                        throw new IllegalStateException("block " + ((long) at.index << at.level) + " was added twice");
                    }
                    return;
                }
            }
            value = at.isLeft() ? merge.apply(value, sibling) : merge.apply(sibling, value);
            at = at.parent();
        }
    }

    /**
     * What all blocks come to: its complete subtrees are merged from the smallest, which is last, to the largest. The forest is
     * not used any more.
     *
     * @param blocks how many there are, at least one
     * @throws IllegalStateException if a block is missing, or was added twice
     */
    public A total(int blocks) {
        int level = Integer.numberOfTrailingZeros(blocks);
        A total = tree(level, blocks);
        for (int rest = blocks & (blocks - 1); rest != 0; rest &= rest - 1) {
            level = Integer.numberOfTrailingZeros(rest);
            total = merge.apply(tree(level, rest), total);
        }
        if (!trees.isEmpty()) {
            throw new IllegalStateException("blocks were added twice, or are none of " + blocks);
        }
        return total;
    }

    /** Takes out the subtree of this level that ends before a block. */
    private A tree(int level, int end) {
        A tree = trees.remove(new Node(level, (end >> level) - 1));
        if (tree == null) {
            throw new IllegalStateException("a block before block " + end + " is missing");
        }
        return tree;
    }
}
