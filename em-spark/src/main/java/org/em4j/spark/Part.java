package org.em4j.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.em4j.core.block.Forest;
import org.em4j.core.block.Merge;
import org.em4j.core.data.InvalidDataException;

/** What some blocks come to, and what has to be known of those who have come to it. */
final class Part<A> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Forest<A> forest;
    private final Set<String> jvms = new HashSet<>();
    private final List<InvalidDataException> refusals = new ArrayList<>();
    private long digest;

    Part(Merge<A> merge) {
        forest = new Forest<>(merge);
    }

    void by(String jvm) {
        jvms.add(jvm);
    }

    void add(KeptBlock block, A result) {
        forest.add(block.number(), result);
        digest += (0x9E3779B97F4A7C15L * (block.number() + 1L)) ^ ((long) block.hash() << 16);
    }

    void refuse(KeptBlock block) {
        refusals.addAll(block.refusals());
    }

    Part<A> add(Part<A> other) {
        forest.add(other.forest);
        jvms.addAll(other.jvms);
        refusals.addAll(other.refusals);
        digest += other.digest;
        return this;
    }

    /** Adds one of the same fold. */
    @SuppressWarnings("unchecked") // which the type has forgotten on the way
    void join(Part<?> other) {
        add((Part<A>) other);
    }

    /** Throws what stands against using it. */
    Part<A> checked() {
        Jvm.requireSame(jvms);
        refusals.stream()
                .min(Comparator.comparingLong(InvalidDataException::row))
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return this;
    }

    /** A function of all that the blocks hold, in whatever order they were added. */
    long digest() {
        return digest;
    }

    A total(int blocks) {
        return forest.total(blocks);
    }
}
