package org.em4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.data.Missing;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.json.ModelFile;
import org.em4j.spark.SparkRows;

/**
 * Fits a mixture to a CSV file on Spark from a model file, on so many partitions each, for {@code em-benchmarks/scale}: prints the
 * log-likelihood and the median time of a pass, and writes the model that comes out.
 */
public final class SameBits {
    private SameBits() {}

    /** Takes the CSV file, the model file to start from, the number of iterations, a folder to write to, and numbers of partitions. */
    public static void main(String[] arguments) throws IOException {
        ModelFile file = ModelFile.read(Path.of(arguments[1]));
        GaussianMixture<FullNormal, Moments> start = file.mixture(CovarianceFamily.FULL);
        int iterations = Integer.parseInt(arguments[2]);
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            for (String partitions : Arrays.asList(arguments).subList(4, arguments.length)) {
                JavaRDD<String> lines = context.textFile(arguments[0], Integer.parseInt(partitions));
                String header = lines.first();
                List<String> columns = List.of(header.split(","));
                JavaRDD<double[]> rows =
                        lines.filter(line -> !line.equals(header)).map(SameBits::row);
                fit(partitions, rows, columns, start, iterations, Path.of(arguments[3]));
            }
        }
    }

    private static double[] row(String line) {
        return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void fit(
            String partitions,
            JavaRDD<double[]> data,
            List<String> columns,
            GaussianMixture<FullNormal, Moments> start,
            int iterations,
            Path folder)
            throws IOException {
        try (SparkRows rows = SparkRows.of(data, columns, Missing.REFUSED)) {
            long[] at = new long[iterations + 1];
            Fit<MixtureParameters<FullNormal>> fit = new Em()
                    .maxIterations(iterations)
                    .until(StoppingRule.never())
                    .listener(entry -> at[entry.iteration()] = System.nanoTime())
                    .fit(start.model(), rows, start.theta());
            long[] took = new long[iterations];
            Arrays.setAll(took, i -> at[i + 1] - at[i]);
            Arrays.sort(took);
            GaussianMixture<FullNormal, Moments> mixture = new GaussianMixture<>(CovarianceFamily.FULL, fit.theta());
            Files.writeString(
                    folder.resolve(partitions + ".json"),
                    ModelFile.of(mixture, "full", columns, List.of()).toPrettyString() + "\n");
            System.out.println(String.format(
                    Locale.ROOT,
                    "result %s %s %.0f",
                    partitions,
                    fit.trace().last().logLikelihood(),
                    took[iterations / 2] / 1e6));
        }
    }
}
