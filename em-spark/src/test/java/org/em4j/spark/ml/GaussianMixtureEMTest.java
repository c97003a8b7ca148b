package org.em4j.spark.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.spark.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaussianMixtureEMTest {
    private static final double[][] X = groups();
    private static final Dataset<Row> TABLE = LocalSpark.session()
            .createDataFrame(
                    Arrays.stream(X)
                            .map(x -> RowFactory.create(x[0], x[1], 1 + Math.floor(x[0])))
                            .toList(),
                    new StructType()
                            .add("length", DataTypes.DoubleType)
                            .add("width", DataTypes.DoubleType)
                            .add("w", DataTypes.DoubleType))
            .repartition(1)
            .cache();

    private static double[][] groups() {
        Random random = new Random(11);
        return IntStream.range(0, 600)
                .mapToObj(i ->
                        new double[] {20 + 5 * (i % 2) + random.nextGaussian(), 4 * (i % 2) + random.nextGaussian()})
                .toArray(double[][]::new);
    }

    private static VectorAssembler features() {
        return new VectorAssembler()
                .setInputCols(new String[] {"length", "width"})
                .setOutputCol("features");
    }

    private static PipelineModel fitted(GaussianMixtureEM mixture) {
        return new Pipeline()
                .setStages(new PipelineStage[] {features(), mixture})
                .fit(TABLE);
    }

    private static GaussianMixture<?, ?> mixture(PipelineModel model) {
        return ((GaussianMixtureEMModel) model.stages()[1]).mixture();
    }

    private static double[][] numbers(GaussianMixture<?, ?> mixture) {
        return new double[][] {
            mixture.weights(),
            Arrays.stream(mixture.means()).flatMapToDouble(Arrays::stream).toArray(),
            Arrays.stream(mixture.covariances())
                    .flatMap(Arrays::stream)
                    .flatMapToDouble(Arrays::stream)
                    .toArray()
        };
    }

    @Test
    void aPipelineFitsTheBitsOfMemory() {
        double[] weights =
                Arrays.stream(X).mapToDouble(x -> 1 + Math.floor(x[0])).toArray();
        GaussianMixtureEM estimator = new GaussianMixtureEM();
        estimator.set("covariance", "tied");
        estimator.set("weightCol", "w");
        var memory = new GaussianMixtureEstimator<>(CovarianceFamily.TIED, 2)
                .fit(Rows.of(X).weighted(weights));
        assertArrayEquals(numbers(memory.parameters()), numbers(mixture(fitted(estimator))));
    }

    @Test
    void aModelAddsPredictionProbabilityAndLogDensity() {
        PipelineModel model = fitted(new GaussianMixtureEM());
        List<Row> told = model.transform(TABLE)
                .select("prediction", "probability", "logDensity")
                .collectAsList();
        double[][] responsibilities = mixture(model).responsibilities(Rows.of(X));
        double[] score = mixture(model).score(Rows.of(X));
        for (int i = 0; i < X.length; i++) {
            // Two routes to one density: some hundred operations apart, of numbers below 30.
            assertArrayEquals(responsibilities[i], told.get(i).<Vector>getAs(1).toArray(), 1e-10);
            assertEquals(score[i], told.get(i).getDouble(2), 1e-10);
            assertEquals(responsibilities[i][1] > 0.5 ? 1 : 0, told.get(i).getInt(0));
        }
    }

    @Test
    void theSchemaIsKnownBeforeTheFit() {
        StructType schema = new Pipeline()
                .setStages(new PipelineStage[] {features(), new GaussianMixtureEM()})
                .transformSchema(TABLE.schema());
        assertArrayEquals(
                new String[] {"length", "width", "w", "features", "logDensity", "prediction", "probability"},
                schema.fieldNames());
    }

    @Test
    void whatIsSavedComesBackToTheLastBit(@TempDir Path folder) throws IOException {
        GaussianMixtureEM estimator = new GaussianMixtureEM();
        estimator.set("predictionCol", "group");
        PipelineModel model = fitted(estimator);
        model.save(folder.resolve("pipeline").toString());
        PipelineModel again = PipelineModel.load(folder.resolve("pipeline").toString());
        assertArrayEquals(numbers(mixture(model)), numbers(mixture(again)));
        GaussianMixtureEMModel stage = (GaussianMixtureEMModel) again.stages()[1];
        assertEquals(List.of("length", "width"), stage.names());
        assertEquals(model.stages()[1].uid(), stage.uid());
        assertTrue(List.of(again.transform(TABLE).columns()).contains("group"));
        estimator.save(folder.resolve("estimator").toString());
        assertEquals(
                estimator.explainParams(),
                GaussianMixtureEM.read()
                        .load(folder.resolve("estimator").toString())
                        .explainParams());
    }

    @Test
    void crossValidationChoosesTheNumberOfComponentsByRowsHeldOut() {
        GaussianMixtureEM mixture = new GaussianMixtureEM();
        Dataset<Row> rows = features().transform(TABLE);
        ParamMap[] grid =
                new ParamGridBuilder().addGrid(mixture.k(), new int[] {1, 2}).build();
        CrossValidatorModel chosen = new CrossValidator()
                .setEstimator(mixture)
                .setEvaluator(new MeanLogDensity())
                .setEstimatorParamMaps(grid)
                .setNumFolds(2)
                .setSeed(3)
                .fit(rows);
        assertEquals(2, ((GaussianMixtureEMModel) chosen.bestModel()).mixture().size());
    }

    @Test
    void aColumnThatIsNoVectorIsRefused() {
        GaussianMixtureEM mixture = new GaussianMixtureEM();
        mixture.set("featuresCol", "length");
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> mixture.fit(TABLE));
        assertEquals("column \"length\": is of type double, no vector; use a VectorAssembler", e.getMessage());
    }
}
