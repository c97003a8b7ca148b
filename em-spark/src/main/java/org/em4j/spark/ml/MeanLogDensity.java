package org.em4j.spark.ml;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/** The mean log density of rows, in nats, by their weights: of rows held out, how well a model foretells. Larger is better. */
public final class MeanLogDensity extends Evaluator implements MLWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> logDensityCol;
    private final Param<String> weightCol;

    /** Of the column {@code logDensity}, without weights. */
    public MeanLogDensity() {
        this(Identifiable$.MODULE$.randomUID("meanLogDensity"));
    }

    /** With a name that tells it from others. */
    public MeanLogDensity(String uid) {
        this.uid = uid;
        logDensityCol = new Param<>(this, "logDensityCol", "column of log densities in nats");
        weightCol = new Param<>(this, "weightCol", "column of weights, empty for none");
        setDefault(logDensityCol, "logDensity");
        setDefault(weightCol, "");
    }

    @Override
    public double evaluate(Dataset<?> table) {
        String weight = getOrDefault(weightCol);
        Column w = weight.isEmpty() ? functions.lit(1.0) : functions.col(weight).cast("double");
        Column total = functions.sum(functions.col(getOrDefault(logDensityCol)).multiply(w));
        return table.select(total.divide(functions.sum(w))).head().getDouble(0);
    }

    @Override
    public Evaluator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads one that was saved. */
    public static MLReader<MeanLogDensity> read() {
        return new DefaultParamsReader<>();
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Name of the column of log densities; {@code logDensity} unless it is set. */
    public Param<String> logDensityCol() {
        return logDensityCol;
    }

    /** Name of the column of weights; none unless it is set. */
    public Param<String> weightCol() {
        return weightCol;
    }
}
