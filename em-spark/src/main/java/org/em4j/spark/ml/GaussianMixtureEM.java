package org.em4j.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.em4j.core.Execution;
import org.em4j.core.fit.Em;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.spark.SparkRows;

/**
 * Fits Gaussian mixtures in pipelines, as {@link GaussianMixtureEstimator} does: to the bits of the same rows in memory.
 *
 * <p>Parameters, beside those of any fit: {@code k} components, and {@code covariance}, the family by its name ({@code full}, {@code
 * tied}, {@code diag}, {@code spherical}, {@code EII} to {@code VVV}).
 */
public final class GaussianMixtureEM extends EmEstimator<GaussianMixtureEMModel> {
    private static final long serialVersionUID = 1;

    private final IntParam k;
    private final Param<String> covariance;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;

    /** With parameters of their defaults: two components of full covariance. */
    public GaussianMixtureEM() {
        this(Identifiable$.MODULE$.randomUID("gaussianMixtureEM"));
    }

    /** With a name that tells it from others. */
    public GaussianMixtureEM(String uid) {
        super(uid);
        k = new IntParam(this, "k", "number of components", ParamValidators.gtEq(1));
        covariance =
                new Param<>(this, "covariance", "family of the covariances: full, tied, diag, spherical, EII..VVV");
        predictionCol = new Param<>(this, "predictionCol", "column to add, of the most probable component");
        probabilityCol = new Param<>(this, "probabilityCol", "column to add, of vectors of responsibilities");
        setDefault(k, 2);
        setDefault(covariance, "full");
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
    }

    @Override
    GaussianMixtureEMModel fit(SparkRows rows, Em em, Execution execution) {
        String name = getOrDefault(covariance);
        CovarianceFamily<?, ?> family = CovarianceFamily.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "covariance is full, tied, diag, spherical or EII..VVV, not " + name));
        var fitted = new GaussianMixtureEstimator<>(family, (Integer) getOrDefault(k))
                .em(em)
                .fit(rows, execution);
        return new GaussianMixtureEMModel(uid(), fitted.parameters(), Optional.of(fitted.fit()), rows.names());
    }

    @Override
    List<StructField> added() {
        return List.of(
                DataTypes.createStructField(getOrDefault(predictionCol), DataTypes.IntegerType, true),
                DataTypes.createStructField(getOrDefault(probabilityCol), SQLDataTypes.VectorType(), true));
    }

    /** Reads one that was saved. */
    public static MLReader<GaussianMixtureEM> read() {
        return new DefaultParamsReader<>();
    }

    /** Number of components; 2 unless it is set. */
    public IntParam k() {
        return k;
    }

    /** Family of the covariances by its name; {@code full} unless it is set. */
    public Param<String> covariance() {
        return covariance;
    }

    /** Name of the column of the most probable component, from 0, that a model adds. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Name of the column of responsibilities {@code (K)} that a model adds. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }
}
