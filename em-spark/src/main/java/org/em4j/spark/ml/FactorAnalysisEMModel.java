package org.em4j.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.api.java.UDF1;
import org.em4j.core.fit.Fit;
import org.em4j.factor.report.FactorModel;
import org.em4j.json.ModelFile;
import org.em4j.json.Models;

/** A factor analysis in a pipeline: it adds the regression scores of each row, and the log density. */
public final class FactorAnalysisEMModel extends EmModel<FactorAnalysisEMModel> {
    private static final long serialVersionUID = 1;

    private final transient FactorModel model;
    private final Param<String> outputCol;

    FactorAnalysisEMModel(String uid, FactorModel model, Optional<Fit<?>> fit, List<String> names) {
        super(uid, fit, names);
        this.model = model;
        outputCol = new Param<>(this, "outputCol", "column to add, of vectors of factor scores");
        setDefault(outputCol, "factors");
    }

    /** The factor model: what else is asked of it. */
    public FactorModel model() {
        return model;
    }

    @Override
    UDF1<Vector, double[]> says() {
        int q = model.theta().factors();
        return new Posteriors<>(model.model(), model.theta(), posterior -> Arrays.copyOf(posterior.mean(), q));
    }

    @Override
    List<Made> made() {
        return List.of(vectors(getOrDefault(outputCol), said -> Vectors.dense(Posteriors.after(said))));
    }

    @Override
    public FactorAnalysisEMModel copy(ParamMap extra) {
        FactorAnalysisEMModel copy = new FactorAnalysisEMModel(uid(), model, fit(), names());
        copy.setParent(parent());
        return copyValues(copy, extra);
    }

    @Override
    public MLWriter write() {
        return new ModelWriter(this, file -> Models.save(file, model, names()));
    }

    /** Reads one that was saved. */
    public static MLReader<FactorAnalysisEMModel> read() {
        return new ModelReader<>(
                FactorAnalysisEMModel.class,
                (uid, file) -> new FactorAnalysisEMModel(
                        uid,
                        Models.load(file, FactorModel.class),
                        Optional.empty(),
                        ModelFile.read(file).columns()));
    }

    /** Reads one that was saved to a folder. */
    public static FactorAnalysisEMModel load(String folder) {
        return read().load(folder);
    }

    /** Name of the column of factor scores {@code (q)} that is added. */
    public Param<String> outputCol() {
        return outputCol;
    }
}
