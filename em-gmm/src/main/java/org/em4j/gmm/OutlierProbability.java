package org.em4j.gmm;

import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianConditional;
import org.em4j.core.distribution.Moments;
import org.em4j.gmm.covariance.CovarianceFamily;

/** How far out rows lie. */
final class OutlierProbability {
    private OutlierProbability() {}

    static double[] of(GaussianMixture<?, ?> mixture, Rows rows) {
        GaussianMixture<FullNormal, Moments> whole = new GaussianMixture<>(
                CovarianceFamily.FULL, mixture.nearestIn(CovarianceFamily.FULL).theta());
        double[][] responsibilities = whole.responsibilities(rows);
        List<GaussianConditional.Cache> conditionals = whole.theta().components().stream()
                .map(GaussianConditional.Cache::new)
                .toList();
        double[] tails = new double[rows.size()];
        for (int i = 0; i < tails.length; i++) {
            double[] x = rows.get(i);
            Pattern pattern = Pattern.of(x);
            for (int k = 0; k < whole.size(); k++) {
                GaussianConditional conditional = conditionals.get(k).of(pattern);
                double[] mean = whole.theta().components().get(k).mean();
                double square = 2
                        * (conditional.logConstant()
                                - conditional.complete(x, mean).logEvidence());
                tails[i] += responsibilities[i][k] * chiSquareTail(pattern.observed().length, square);
            }
        }
        return tails;
    }

    private static double chiSquareTail(int degrees, double square) {
        return degrees == 0 ? 1 : Gamma.regularizedGammaQ(0.5 * degrees, 0.5 * Math.max(0, square));
    }
}
