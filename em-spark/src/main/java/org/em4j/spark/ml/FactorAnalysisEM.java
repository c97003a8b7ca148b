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
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.report.FactorModel;
import org.em4j.spark.SparkRows;

/**
 * Fits factor analyses in pipelines, as {@link FactorAnalysisEstimator} does: to the bits of the same rows in memory. Where no
 * value is missing, it takes one pass for the moments.
 *
 * <p>Its parameter, beside those of any fit, is the number of factors, {@code k}.
 */
public final class FactorAnalysisEM extends EmEstimator<FactorAnalysisEMModel> {
    private static final long serialVersionUID = 1;

    private final IntParam k;
    private final Param<String> outputCol;

    /** With parameters of their defaults: one factor. */
    public FactorAnalysisEM() {
        this(Identifiable$.MODULE$.randomUID("factorAnalysisEM"));
    }

    /** With a name that tells it from others. */
    public FactorAnalysisEM(String uid) {
        super(uid);
        k = new IntParam(this, "k", "number of factors", ParamValidators.gtEq(1));
        outputCol = new Param<>(this, "outputCol", "column to add, of vectors of factor scores");
        setDefault(k, 1);
        setDefault(outputCol, "factors");
    }

    @Override
    FactorAnalysisEMModel fit(SparkRows rows, Em em, Execution execution) {
        var estimate =
                new FactorAnalysisEstimator((Integer) getOrDefault(k)).em(em).fit(rows, execution);
        return new FactorAnalysisEMModel(
                uid(), new FactorModel(estimate.theta()), Optional.of(estimate.fit()), rows.names());
    }

    @Override
    List<StructField> added() {
        return List.of(DataTypes.createStructField(getOrDefault(outputCol), SQLDataTypes.VectorType(), true));
    }

    /** Reads one that was saved. */
    public static MLReader<FactorAnalysisEM> read() {
        return new DefaultParamsReader<>();
    }

    /** Number of factors; 1 unless it is set. */
    public IntParam k() {
        return k;
    }

    /** Name of the column of factor scores {@code (q)} that a model adds. */
    public Param<String> outputCol() {
        return outputCol;
    }
}
