package org.em4j.factor.structural.report;

import java.util.List;
import java.util.Optional;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.ImpliedMoments;

/** The fit of a structural model beside any mean and covariance of each group, and beside independent columns. */
final class FitIndices {
    private FitIndices() {}

    static Optional<FitStatistics> of(StructuralFit fit) {
        List<ReferenceModels> saturated;
        try {
            saturated = fit.sample().saturated();
        } catch (DegenerateException e) {
            return Optional.empty(); // what is seen determines no covariance to test against
        }
        if (saturated.isEmpty() || fit.fit().trace().entries().isEmpty()) {
            return Optional.empty();
        }
        double n = fit.sample().weight();
        double top =
                saturated.stream().mapToDouble(ReferenceModels::logLikelihood).sum();
        double bottom =
                saturated.stream().mapToDouble(ReferenceModels::independent).sum();
        double own = fit.fit().trace().last().logLikelihood();
        return Optional.of(new FitStatistics(
                n,
                fit.sample().columns(),
                fit.model().specification().latents().size(),
                saturated.stream().mapToInt(FitIndices::pairs).sum(),
                saturated.size(),
                fit.identified().degreesOfFreedom(),
                Math.max(0, 2 * (top - own) / n),
                2 * (top - bottom) / n,
                srmr(fit, saturated)));
    }

    /** Over variances and covariances, each group by its weight. */
    private static double srmr(StructuralFit fit, List<ReferenceModels> saturated) {
        List<ImpliedMoments> implied = fit.model().implied(fit.theta());
        double sum = 0;
        double total = 0;
        for (int g = 0; g < saturated.size(); g++) {
            double[] s = saturated.get(g).moments().covariance();
            double weight = saturated.get(g).moments().weight();
            sum += weight * rootMeanSquare(implied.get(g), s, saturated.get(g).determined());
            total += weight;
        }
        return sum / total;
    }

    private static int pairs(ReferenceModels group) {
        int d = group.determined().length;
        return d * (d - 1) / 2 - group.undetermined();
    }

    /** Of what some row speaks of. */
    private static double rootMeanSquare(ImpliedMoments at, double[] s, boolean[][] determined) {
        int d = determined.length;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double residual =
                        (s[i * d + j] - at.covariance().getEntry(i, j)) / Math.sqrt(s[i * (d + 1)] * s[j * (d + 1)]);
                sum += determined[i][j] ? residual * residual : 0;
                count += determined[i][j] ? 1 : 0;
            }
        }
        return Math.sqrt(sum / count);
    }
}
