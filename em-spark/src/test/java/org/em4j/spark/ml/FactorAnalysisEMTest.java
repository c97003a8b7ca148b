package org.em4j.spark.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.em4j.core.data.Rows;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.spark.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorAnalysisEMTest {
    private static final double[][] X = rows();
    private static final Dataset<Row> TABLE = LocalSpark.session()
            .createDataFrame(
                    Arrays.stream(X)
                            .map(x -> RowFactory.create(Vectors.dense(x)))
                            .toList(),
                    new StructType().add("features", SQLDataTypes.VectorType()))
            .repartition(1)
            .cache();

    private static double[][] rows() {
        Random random = new Random(2);
        return IntStream.range(0, 500)
                .mapToObj(i -> {
                    double z = random.nextGaussian();
                    return IntStream.range(0, 5)
                            .mapToDouble(j -> (j + 1) * 0.4 * z + random.nextGaussian())
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    @Test
    void aFitHasTheBitsOfMemoryAndComesBackFromAFolder(@TempDir Path folder) throws IOException {
        var memory = new FactorAnalysisEstimator(1).fit(Rows.of(X)).theta();
        FactorAnalysisEMModel model = new FactorAnalysisEM().fit(TABLE);
        model.save(folder.resolve("model").toString());
        FactorAnalysisEMModel again =
                FactorAnalysisEMModel.load(folder.resolve("model").toString());
        for (FactorAnalysisEMModel each : List.of(model, again)) {
            assertArrayEquals(memory.loadings(), each.model().theta().loadings());
            assertArrayEquals(memory.uniquenesses(), each.model().theta().uniquenesses());
        }
    }

    @Test
    void aModelAddsScoresAndLogDensity() {
        FactorAnalysisEMModel model = new FactorAnalysisEM().fit(TABLE);
        List<Row> told = model.transform(TABLE).select("factors", "logDensity").collectAsList();
        double[][] scores = model.model().scores(Rows.of(X));
        double[] densities = model.model().score(Rows.of(X));
        for (int i = 0; i < X.length; i++) {
            // Two routes to one number: some hundred operations apart, of numbers below 30.
            assertArrayEquals(scores[i], told.get(i).<Vector>getAs(0).toArray(), 1e-10);
            assertEquals(densities[i], told.get(i).getDouble(1), 1e-10);
        }
    }
}
