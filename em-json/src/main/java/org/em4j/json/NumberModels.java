package org.em4j.json;

import static org.em4j.json.LatentModels.kind;
import static org.em4j.json.LatentModels.notNegative;
import static org.em4j.json.LatentModels.positive;
import static org.em4j.json.LatentModels.probability;
import static org.em4j.json.LatentModels.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.em4j.core.model.LatentModel;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.VonMises;
import org.em4j.gallery.continuous.Weibull;
import org.em4j.gallery.discrete.NegativeBinomial;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.discrete.PoissonLogNormal;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.gallery.sequence.LocalLevel;

/** The models whose parameters are a few numbers. */
final class NumberModels {
    private NumberModels() {}

    /** The object that holds such a model with its parameters; refuses a model that no file can hold. */
    static ObjectNode of(LatentModel<?, ?, ?, ?> model, Object theta) {
        if (model instanceof Poisson) {
            return kind(ModelType.POISSON).put("rate", (Double) theta);
        }
        if (model instanceof ZeroInflatedPoisson) {
            ZeroInflatedPoisson.Theta t = (ZeroInflatedPoisson.Theta) theta;
            return kind(ModelType.ZERO_INFLATED_POISSON)
                    .put("inflation", t.inflation())
                    .put("rate", t.rate());
        }
        if (model instanceof PoissonLogNormal counts) {
            PoissonLogNormal.Theta t = (PoissonLogNormal.Theta) theta;
            return kind(ModelType.POISSON_LOG_NORMAL)
                    .put("mean", t.mean())
                    .put("sd", t.sd())
                    .put("draws", counts.draws())
                    .put("seed", counts.seed());
        }
        if (model instanceof NegativeBinomial || model instanceof GammaDensity) {
            ModelType type = model instanceof GammaDensity ? ModelType.GAMMA : ModelType.NEGATIVE_BINOMIAL;
            GammaDensity.Theta t = (GammaDensity.Theta) theta;
            return kind(type).put("shape", t.shape()).put("mean", t.mean());
        }
        if (model instanceof Weibull) {
            Weibull.Theta t = (Weibull.Theta) theta;
            return kind(ModelType.WEIBULL).put("shape", t.shape()).put("scale", t.scale());
        }
        if (model instanceof VonMises) {
            VonMises.Theta t = (VonMises.Theta) theta;
            return kind(ModelType.VON_MISES).put("direction", t.direction()).put("concentration", t.concentration());
        }
        if (model instanceof LocalLevel series) {
            return of(series, (LocalLevel.Theta) theta);
        }
        throw new IllegalArgumentException(
                "there is no file for " + model
                        + "; a model of your own is stored by its parameters, one with a prior or with parts held as the model within");
    }

    private static ObjectNode of(LocalLevel series, LocalLevel.Theta theta) {
        return kind(ModelType.LOCAL_LEVEL)
                .put("mean", series.mean())
                .put("variance", series.variance())
                .put("stepVariance", theta.step())
                .put("noiseVariance", theta.noise());
    }

    /** The model in a file. */
    static StoredModel<?, ?, ?, ?> read(ModelFile file) {
        ModelNode node = file.root();
        return switch (file.type()) {
            case POISSON -> new StoredModel<>(new Poisson(), notNegative(node.at("rate")));
            case ZERO_INFLATED_POISSON ->
                new StoredModel<>(
                        new ZeroInflatedPoisson(),
                        new ZeroInflatedPoisson.Theta(probability(node.at("inflation")), notNegative(node.at("rate"))));
            case POISSON_LOG_NORMAL ->
                new StoredModel<>(
                        new PoissonLogNormal(
                                (int) whole(node.at("draws"), 2, Integer.MAX_VALUE),
                                whole(node.at("seed"), Long.MIN_VALUE, Long.MAX_VALUE)),
                        new PoissonLogNormal.Theta(node.at("mean").number(), positive(node.at("sd"))));
            case NEGATIVE_BINOMIAL -> new StoredModel<>(new NegativeBinomial(), gamma(node));
            case GAMMA -> new StoredModel<>(new GammaDensity(), gamma(node));
            case WEIBULL ->
                new StoredModel<>(
                        new Weibull(), new Weibull.Theta(positive(node.at("shape")), positive(node.at("scale"))));
            case VON_MISES ->
                new StoredModel<>(
                        new VonMises(),
                        new VonMises.Theta(node.at("direction").number(), positive(node.at("concentration"))));
            case LOCAL_LEVEL ->
                new StoredModel<>(
                        new LocalLevel(node.at("mean").number(), positive(node.at("variance"))),
                        new LocalLevel.Theta(positive(node.at("stepVariance")), positive(node.at("noiseVariance"))));
            default ->
                throw node.wrong("is a " + file.type() + ", not a latent model that stands by itself; load it as the"
                        + " class that it was saved as");
        };
    }

    private static GammaDensity.Theta gamma(ModelNode node) {
        return new GammaDensity.Theta(positive(node.at("shape")), positive(node.at("mean")));
    }
}
