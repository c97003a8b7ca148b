package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** What mclust says of iris. */
final class IrisChecks {
    static final Paper PAPER = new Paper("mclust-iris", List.of(IrisChecks.class), List.of(DataSet.IRIS));

    private IrisChecks() {}

    @Check("iris-vev-2")
    static void model(Evidence evidence) {
        Rows rows = DataSet.IRIS.rows();
        int[] labels = IntStream.range(0, 150).map(i -> i < 50 ? 0 : 1).toArray(); // setosa comes first
        MixtureMaximum summit = MixtureMaximum.of(CovarianceFamily.VEV, 2, rows, labels);
        int[] counts = summit.counts(rows);
        evidence.on("150 irises");
        evidence.row("log-likelihood", summit.logLikelihood());
        evidence.row("free parameters", summit.mixture().freeParameters());
        evidence.row("BIC", summit.bic());
        evidence.row("ICL", summit.icl(rows));
        evidence.row("rows, setosa", counts[0]);
        evidence.row("rows, others", counts[1]);
    }
}
