package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.Locale;
import org.em4j.core.data.Rows;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** The vignette of mclust: diabetes. */
final class DiabetesChecks {
    private static final DataSet PATIENTS = new DataSet("data/diabetes.csv", List.of("glucose", "insulin", "sspg"));
    private static final List<String> CLASSES = List.of("Normal", "Chemical", "Overt");

    static final Paper PAPER = new Paper("mclust-diabetes", List.of(DiabetesChecks.class), List.of(PATIENTS));

    private DiabetesChecks() {}

    private static MixtureMaximum summit(Rows rows) {
        return MixtureMaximum.of(CovarianceFamily.VVV, 3, rows, PATIENTS.labels("class", CLASSES));
    }

    @Check("diabetes-vvv-3")
    static void model(Evidence evidence) {
        MixtureMaximum summit = summit(PATIENTS.rows());
        GaussianMixture<?, ?> mixture = summit.mixture();
        evidence.on("145 patients");
        evidence.row("log-likelihood", summit.logLikelihood());
        evidence.row("free parameters", mixture.freeParameters());
        evidence.row("BIC", summit.bic());
        for (int k = 0; k < 3; k++) {
            String name = CLASSES.get(k).toLowerCase(Locale.ROOT);
            evidence.row("weight, " + name, mixture.weights()[k]);
            evidence.row("glucose, " + name, mixture.means()[k][0]);
            evidence.row("insulin, " + name, mixture.means()[k][1]);
            evidence.row("steady state, " + name, mixture.means()[k][2]);
        }
    }

    @Check("diabetes-classification")
    static void classification(Evidence evidence) {
        Rows rows = PATIENTS.rows();
        int[] counts = summit(rows).counts(rows);
        for (int k = 0; k < 3; k++) {
            evidence.on("145 patients").row(CLASSES.get(k).toLowerCase(Locale.ROOT), counts[k]);
        }
    }
}
