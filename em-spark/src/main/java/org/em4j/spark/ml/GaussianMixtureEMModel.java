package org.em4j.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.gmm.GaussianMixture;
import org.em4j.json.ModelFile;
import org.em4j.json.Models;

/** A Gaussian mixture in a pipeline: it adds the most probable component of each row, the responsibilities, and the log density. */
public final class GaussianMixtureEMModel extends EmModel<GaussianMixtureEMModel> {
    private static final long serialVersionUID = 1;

    private final transient GaussianMixture<?, ?> mixture;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;

    GaussianMixtureEMModel(String uid, GaussianMixture<?, ?> mixture, Optional<Fit<?>> fit, List<String> names) {
        super(uid, fit, names);
        this.mixture = mixture;
        predictionCol = new Param<>(this, "predictionCol", "column to add, of the most probable component");
        probabilityCol = new Param<>(this, "probabilityCol", "column to add, of vectors of responsibilities");
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
    }

    /** The mixture: what else is asked of it. */
    public GaussianMixture<?, ?> mixture() {
        return mixture;
    }

    @Override
    UDF1<Vector, double[]> says() {
        return says(mixture);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> UDF1<Vector, double[]> says(
            GaussianMixture<P, S> mixture) {
        return new Posteriors<>(mixture.model(), mixture.theta(), ComponentPosterior::responsibilities);
    }

    @Override
    List<Made> made() {
        return List.of(
                made(
                        getOrDefault(predictionCol),
                        DataTypes.IntegerType,
                        said -> Simplex.mostProbable(Posteriors.after(said))),
                vectors(getOrDefault(probabilityCol), said -> Vectors.dense(Posteriors.after(said))));
    }

    @Override
    public GaussianMixtureEMModel copy(ParamMap extra) {
        GaussianMixtureEMModel copy = new GaussianMixtureEMModel(uid(), mixture, fit(), names());
        copy.setParent(parent());
        return copyValues(copy, extra);
    }

    @Override
    public MLWriter write() {
        return new ModelWriter(this, file -> Models.save(file, mixture, names()));
    }

    /** Reads one that was saved. */
    public static MLReader<GaussianMixtureEMModel> read() {
        return new ModelReader<>(
                GaussianMixtureEMModel.class,
                (uid, file) -> new GaussianMixtureEMModel(
                        uid,
                        Models.load(file, GaussianMixture.class),
                        Optional.empty(),
                        ModelFile.read(file).columns()));
    }

    /** Reads one that was saved to a folder. */
    public static GaussianMixtureEMModel load(String folder) {
        return read().load(folder);
    }

    /** Name of the column of the most probable component, from 0, that is added. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Name of the column of responsibilities {@code (K)} that is added. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }
}
