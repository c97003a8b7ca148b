package org.em4j.validation.reproduce.classic;

import java.util.List;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis;
import org.em4j.factor.report.FitStatistics;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** lavaan's confirmatory factor analysis of nine tests. */
final class AbilitiesChecks {
    private static final List<String> FACTORS = List.of("visual", "textual", "speed");
    private static final ConfirmatoryFactorAnalysis MODEL = new ConfirmatoryFactorAnalysis(
            new int[][] {{0}, {0}, {0}, {1}, {1}, {1}, {2}, {2}, {2}},
            3,
            ConfirmatoryFactorAnalysis.Factors.CORRELATED);

    static final Paper PAPER =
            new Paper("lavaan-holzinger-swineford", List.of(AbilitiesChecks.class), List.of(DataSet.CHILDREN));

    private AbilitiesChecks() {}

    private static Fit<FactorParameters> fit(Rows rows, Moments moments) {
        return new Em()
                .until(StoppingRule.distance(1e-8))
                .accelerate(new QuasiNewton())
                .fit(MODEL.map(rows, moments), MODEL.start(moments));
    }

    private static FactorParameters standardised() {
        Rows rows = DataSet.CHILDREN.rows();
        return fit(rows, Moments.of(rows)).theta().standardised();
    }

    @Check("three-abilities-fit")
    static void measures(Evidence evidence) {
        Rows rows = DataSet.CHILDREN.rows();
        Moments moments = Moments.of(rows);
        Fit<FactorParameters> fit = fit(rows, moments);
        double logLikelihood = fit.trace().last().logLikelihood();
        int parameters = MODEL.freeParameters() - MODEL.d(); // lavaan's are without the means
        FitStatistics statistics = FitStatistics.of(fit.theta(), logLikelihood, MODEL.degreesOfFreedom(), moments);
        InformationCriteria criteria = new InformationCriteria(parameters, logLikelihood, rows.size());
        evidence.on("301 children");
        evidence.row("log-likelihood", logLikelihood);
        evidence.row("log-likelihood, unrestricted", logLikelihood + 0.5 * statistics.chiSquare());
        evidence.row("free parameters", parameters);
        evidence.row("chi square", statistics.chiSquare());
        evidence.row("degrees of freedom", statistics.degreesOfFreedom());
        evidence.row("chi square, baseline", statistics.n() * statistics.baseline());
        evidence.row("CFI", statistics.cfi());
        evidence.row("TLI", statistics.tli());
        evidence.row("AIC", criteria.aic());
        evidence.row("BIC", criteria.bic());
        evidence.row("RMSEA", statistics.rmsea());
        evidence.row("RMSEA, lower", statistics.rmseaInterval()[0]);
        evidence.row("RMSEA, upper", statistics.rmseaInterval()[1]);
        evidence.row("SRMR", statistics.srmr());
    }

    @Check("three-abilities-estimates")
    static void estimates(Evidence evidence) {
        FactorParameters theta = standardised();
        double[][] loadings = theta.loadings();
        double[][] correlations = theta.factorCovariance();
        evidence.on("301 children");
        for (int a = 0; a < 3; a++) {
            double unit = loadings[3 * a][a]; // lavaan's factors are in units of their first test
            for (int j = 3 * a + 1; j < 3 * a + 3; j++) {
                evidence.row(FACTORS.get(a) + ", x" + (j + 1), loadings[j][a] / unit);
            }
            evidence.row("variance, " + FACTORS.get(a), unit * unit);
            for (int b = a + 1; b < 3; b++) {
                evidence.row(
                        "covariance, " + FACTORS.get(a) + ", " + FACTORS.get(b),
                        correlations[a][b] * unit * loadings[3 * b][b]);
            }
        }
        for (int j = 0; j < 9; j++) {
            evidence.row("residual variance, x" + (j + 1), theta.uniquenesses()[j]);
        }
    }

    @Check("three-abilities-standardised")
    static void standardised(Evidence evidence) {
        FactorParameters theta = standardised();
        double[][] covariance = theta.covariance();
        evidence.on("301 children");
        for (int j = 0; j < 9; j++) {
            double loading = theta.loadings()[j][j / 3];
            evidence.row("loading, x" + (j + 1), loading / Math.sqrt(covariance[j][j]));
            evidence.row("R-square, x" + (j + 1), loading * loading / covariance[j][j]);
        }
        for (int a = 0; a < 3; a++) {
            for (int b = a + 1; b < 3; b++) {
                evidence.row("correlation, " + FACTORS.get(a) + ", " + FACTORS.get(b), theta.factorCovariance()[a][b]);
            }
        }
    }
}
