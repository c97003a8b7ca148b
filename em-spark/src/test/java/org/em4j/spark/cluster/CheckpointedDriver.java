package org.em4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.checkpoint.Checkpoint;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.estimate.Fingerprint;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.io.checkpoint.CheckpointFile;
import org.em4j.spark.SparkRows;

/**
 * Fits a mixture on a cluster, accelerated, and writes a checkpoint after each iteration: prints {@code iteration 0}, or {@code again 0} if it has
 * gone on, and so on, and in the end a hash of the parameters and the log-likelihood.
 */
public final class CheckpointedDriver {
    private static final int ITERATIONS = 16;

    private CheckpointedDriver() {}

    /** Takes the checkpoint's file, from which it goes on if it is there. */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            try (SparkRows rows = SparkRows.of(ClusterDriver.rdd(context, 7), ClusterDriver.names(), Missing.REFUSED)) {
                CheckpointFile file = new CheckpointFile(
                        Path.of(arguments[0]),
                        Map.of("data", Fingerprint.of(rows).toString()));
                Checkpoint checkpoint = file.exists() ? file.resume(Duration.ZERO) : file.begin(Duration.ZERO);
                System.out.println("end "
                        + fitted(
                                new Em()
                                        .checkpoint(checkpoint)
                                        .listener(entry -> System.out.println(
                                                (checkpoint.met() == 0 ? "iteration " : "again ") + entry.iteration())),
                                rows));
            }
        }
    }

    /** A hash of the parameters, and the log-likelihood. */
    static String fitted(Em em, Observations<double[]> rows) {
        Fit<MixtureParameters<FullNormal>> fit = ClusterDriver.fit(
                em.maxIterations(ITERATIONS).until(StoppingRule.never()).accelerate(new Anderson()), rows);
        return ClusterDriver.hash(fit.theta()) + " " + fit.trace().last().logLikelihood();
    }
}
