package org.em4j.gmm;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.Tallies;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Statistics;

/** A start from a hard clustering: the M-step under responsibilities of zero and one. */
public final class HardLabels {
    private HardLabels() {}

    /**
     * The parameters of a family that a clustering of the rows gives.
     *
     * @param labels {@code (n)}, each from 0 to K - 1
     * @throws org.em4j.core.model.DegenerateException if a cluster gives no component of the family
     */
    public static <P extends Normal, S extends Statistics<S>> MixtureParameters<P> start(
            CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) {
        if (labels.length != rows.size()) {
            throw new InvalidDataException(labels.length + " labels for " + rows.size() + " rows");
        }
        int d = rows.columns();
        Mixture<double[], P, Observed, S> model = family.mixture(k, d);
        List<P> about = new ArrayList<>();
        double[][] identity = new double[d][d];
        for (int j = 0; j < d; j++) {
            identity[j][j] = 1;
        }
        for (int c = 0; c < k; c++) {
            about.add(family.component(firstOf(c, rows, labels), identity));
        }
        MixtureParameters<P> origin = new MixtureParameters<>(new double[k], about);
        Tallies<S> s = model.zero(origin);
        for (int i = 0; i < labels.length; i++) {
            int c = labels[i];
            if (c < 0 || c >= k) {
                throw new InvalidDataException(i + 1, "", "label " + c + " is not from 0 to " + (k - 1));
            }
            s.counts()[c] += rows.weight(i);
            model.component()
                    .accumulate(
                            rows.get(i),
                            new Observed(0),
                            rows.weight(i),
                            s.components().get(c));
        }
        return model.maximize(s, origin);
    }

    /** A row of cluster c: an origin near its mean keeps its moments from cancelling. */
    private static double[] firstOf(int c, Rows rows, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == c) {
                return rows.get(i);
            }
        }
        return rows.get(0);
    }
}
