package org.em4j.gmm;

import java.util.Arrays;
import java.util.Optional;
import org.em4j.gmm.start.HierarchicalClustering;
import org.em4j.gmm.start.RandomStarts;

/** A way to start a fit. */
public enum Start {
    /** The clusters of an {@link HierarchicalClustering}, mclust's start; no chance enters but for many rows. */
    HIERARCHICAL("hierarchical"),
    /** k-means++ clusters, {@link RandomStarts#kMeans}. */
    K_MEANS("kmeans++"),
    /** Means at rows drawn at random, {@link RandomStarts#aboutRows}. */
    RANDOM_ROWS("random-rows");

    private final String spelled;

    Start(String spelled) {
        this.spelled = spelled;
    }

    /** The one that is spelled so. */
    public static Optional<Start> of(String name) {
        return Arrays.stream(values()).filter(s -> s.spelled.equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return spelled;
    }
}
