package org.em4j.validation.reproduce.classic;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** Roeder 1990: 82 galaxies. */
final class GalaxyChecks {
    private static final DataSet VELOCITIES = new DataSet("papers/roeder-1990/data/galaxies.csv", List.of("velocity"));

    static final Paper PAPER = new Paper("roeder-1990", List.of(GalaxyChecks.class), List.of(VELOCITIES));

    private GalaxyChecks() {}

    @Check("galaxies-maxima")
    static void maxima(Evidence evidence) {
        double[][] velocities = VELOCITIES.rows().toArray();
        for (double[] row : velocities) {
            row[0] /= 1000;
        }
        Rows rows = Rows.of(velocities);
        evidence.on("82 velocities");
        for (int k = 2; k <= 5; k++) {
            evidence.row("E, " + k + " components", logLikelihood(CovarianceFamily.EII, k, rows));
        }
        for (int k = 2; k <= 6; k++) {
            evidence.row("V, " + k + " components", logLikelihood(CovarianceFamily.VII, k, rows));
        }
    }

    private static double logLikelihood(CovarianceFamily<?, ?> family, int k, Rows rows) {
        return MixtureMaximum.of(family, k, rows, groups(rows, k)).logLikelihood();
    }

    /** The rows in order of their value, cut into k groups of equal size. */
    private static int[] groups(Rows rows, int k) {
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows.get(i, 0)))
                .toList();
        int[] labels = new int[rows.size()];
        for (int rank = 0; rank < labels.length; rank++) {
            labels[order.get(rank)] = rank * k / labels.length;
        }
        return labels;
    }
}
