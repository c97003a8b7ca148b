package org.em4j.spark.ml;

import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.em4j.core.Execution;
import org.em4j.core.data.Missing;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.spark.SparkRows;

/** An estimator of Spark ML whose data are a column of vectors, and whose fit is one of EM. */
public abstract class EmEstimator<M extends Model<M>> extends Estimator<M> implements MLWritable {
    private final String uid;
    private final Param<String> featuresCol;
    private final Param<String> weightCol;
    private final Param<String> logDensityCol;
    private final Param<String> missing;
    private final LongParam seed;
    private final IntParam maxIter;
    private final DoubleParam tol;

    EmEstimator(String uid) {
        this.uid = uid;
        featuresCol = new Param<>(this, "featuresCol", "column of vectors");
        weightCol = new Param<>(this, "weightCol", "column of weights, empty for none");
        logDensityCol = new Param<>(this, "logDensityCol", "column to add, of log densities in nats");
        missing = new Param<>(
                this,
                "missing",
                "what NaN is: refused as a mistake, or latent, a value not observed",
                ParamValidators.inArray(new String[] {"refused", "latent"}));
        seed = new LongParam(this, "seed", "of all that is drawn");
        maxIter = new IntParam(this, "maxIter", "most iterations", ParamValidators.gtEq(0));
        tol = new DoubleParam(this, "tol", "standard errors to the maximum that may be left", ParamValidators.gtEq(0));
        setDefault(featuresCol, "features");
        setDefault(weightCol, "");
        setDefault(logDensityCol, "logDensity");
        setDefault(missing, "refused");
        setDefault(seed, 1L);
        setDefault(maxIter, new Em().maxIterations());
        setDefault(tol, Em.TOLERANCE);
    }

    /** Columns that a model adds, beside that of log densities. */
    abstract List<StructField> added();

    /** Fits to rows of these names. */
    abstract M fit(SparkRows rows, Em em, Execution execution);

    private Features features() {
        return new Features(
                getOrDefault(featuresCol),
                getOrDefault(weightCol),
                Missing.valueOf(getOrDefault(missing).toUpperCase(Locale.ROOT)));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        features().require(schema);
        StructType more = schema.add(getOrDefault(logDensityCol), DataTypes.DoubleType);
        for (StructField field : added()) {
            more = more.add(field);
        }
        return more;
    }

    @Override
    public M fit(Dataset<?> table) {
        double tolerance = (Double) getOrDefault(tol);
        Em em = new Em()
                .maxIterations((Integer) getOrDefault(maxIter))
                .until(tolerance == 0 ? StoppingRule.never() : StoppingRule.distance(tolerance));
        try (SparkRows rows = features().of(table)) {
            M model = fit(rows, em, new Execution().seed((Long) getOrDefault(seed)));
            model.setParent(this);
            return copyValues(model, ParamMap.empty());
        }
    }

    @Override
    public Estimator<M> copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Name of the column of vectors; {@code features} unless it is set. */
    public Param<String> featuresCol() {
        return featuresCol;
    }

    /** Name of the column of weights; none unless it is set. */
    public Param<String> weightCol() {
        return weightCol;
    }

    /** Name of the column of log densities, in nats, that a model adds; {@code logDensity} unless it is set. */
    public Param<String> logDensityCol() {
        return logDensityCol;
    }

    /** What NaN is: {@code refused} unless it is set to {@code latent}, which makes it a missing value. */
    public Param<String> missing() {
        return missing;
    }

    /** Of all that is drawn; 1 unless it is set. */
    public LongParam seed() {
        return seed;
    }

    /** Most iterations, of which a fit takes fewer if it converges. */
    public IntParam maxIter() {
        return maxIter;
    }

    /** How many standard errors the maximum may be away at the end. */
    public DoubleParam tol() {
        return tol;
    }
}
