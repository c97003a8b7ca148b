package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.linalg.Entries;

/**
 * Means of components that a caller gives, once they, their weights and their covariances were found to go together.
 *
 * @param means K copies, each {@code (d)}
 */
record GivenComponents(List<double[]> means) {
    /** Refuses what differs in number or size, is not finite or not symmetric. */
    static GivenComponents of(double[] weights, double[][] means, double[][][] covariances) {
        int k = weights.length;
        if (k == 0 || means.length != k || covariances.length != k) {
            throw new IllegalArgumentException("a mixture has as many weights as means and covariances, and at least"
                    + " one, not " + k + ", " + means.length + " and " + covariances.length);
        }
        List<double[]> copies = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            String of = " of component " + (c + 1);
            copies.add(Entries.vector("the mean" + of, means[c], means[0].length));
            Entries.symmetric("the covariance" + of, covariances[c], means[0].length);
        }
        return new GivenComponents(copies);
    }

    /** Number of columns, d. */
    int columns() {
        return means.get(0).length;
    }
}
