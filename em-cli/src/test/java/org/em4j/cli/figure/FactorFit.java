package org.em4j.cli.figure;

import static org.em4j.cli.figure.Direct.doubles;
import static org.em4j.cli.figure.Direct.matrix;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;

/** What a command of factor analysis answered about weighted rows, with what the tests of its figures have in common. */
record FactorFit(Sample sample, JsonNode json, String model) {
    static final int D = 6;
    static final int Q = 2;
    static final String EXPLORATORY =
            "fit fa {table} --columns a,b,c,d,e,f --factors 2 --rotate oblimin --tolerance 1e-9";
    static final String CONFIRMATORY = "fit cfa {table} --factor F=a+b+c --factor G=d+e+f --robust"
            + " --modification-indices 99 --standard-errors information --tolerance 1e-9";

    private static final Map<String, FactorFit> FITS = new HashMap<>();

    double figure(String at) {
        assertTrue(json.at(at).isNumber(), at);
        return json.at(at).asDouble();
    }

    /** What the factors, their correlations and the uniquenesses say of the columns. */
    RealMatrix implied() {
        RealMatrix loadings = matrix(json.get("loadings"));
        return loadings.multiply(matrix(json.get("factorCorrelations")))
                .multiply(loadings.transpose())
                .add(MatrixUtils.createRealDiagonalMatrix(doubles(json.get("uniquenesses"))));
    }

    double[] mean() {
        return doubles(json.get("mean"));
    }

    double logLikelihood(double[] mean, RealMatrix covariance) {
        Direct.Normal normal = new Direct.Normal(mean, covariance);
        return IntStream.range(0, sample.rows().length)
                .mapToDouble(i -> sample.weights()[i] * normal.logDensity(sample.rows()[i]))
                .sum();
    }

    double n() {
        return sample.totalWeight();
    }

    /** Weighted mean. */
    double[] centre() {
        double[] sum = new double[D];
        for (int i = 0; i < sample.rows().length; i++) {
            for (int j = 0; j < D; j++) {
                sum[j] += sample.weights()[i] * sample.rows()[i][j] / n();
            }
        }
        return sum;
    }

    /** Weighted covariance, divisor n. */
    RealMatrix covariance() {
        double[] centre = centre();
        RealMatrix s = MatrixUtils.createRealMatrix(D, D);
        for (int i = 0; i < sample.rows().length; i++) {
            for (int j = 0; j < D; j++) {
                for (int k = 0; k < D; k++) {
                    double both = (sample.rows()[i][j] - centre[j]) * (sample.rows()[i][k] - centre[k]);
                    s.addToEntry(j, k, sample.weights()[i] * both / n());
                }
            }
        }
        return s;
    }

    static FactorFit of(Path folder, String command, boolean gaps) {
        return FITS.computeIfAbsent(folder + command + gaps, key -> {
            Sample sample = Sample.factors(12, gaps);
            Path table = sample.write(folder.resolve(gaps + ".csv"), false);
            String model = folder.resolve("model" + FITS.size() + ".json").toString();
            String line = command.replace("{table}", table.toString()) + " --weights w --format json --model " + model
                    + (gaps ? " --missing" : "");
            return new FactorFit(sample, Command.em(line.split(" ", -1)).json(), model);
        });
    }

    static RealMatrix standardised(RealMatrix covariance) {
        double[] sd = IntStream.range(0, covariance.getRowDimension())
                .mapToDouble(j -> 1 / Math.sqrt(covariance.getEntry(j, j)))
                .toArray();
        RealMatrix scale = MatrixUtils.createRealDiagonalMatrix(sd);
        return scale.multiply(covariance).multiply(scale);
    }

    static double logDeterminant(RealMatrix matrix) {
        return Math.log(new LUDecomposition(matrix).getDeterminant());
    }
}
