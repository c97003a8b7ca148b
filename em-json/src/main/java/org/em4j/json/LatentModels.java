package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.core.distribution.DiagonalGaussian;
import org.em4j.core.distribution.DiagonalNormal;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.product.Product;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.regression.CensoredRegression;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.gallery.sequence.StateSpace;

/** The models that others are made of, and what is made of them: each an object that names its kind, mixtures of any depth. */
final class LatentModels {
    /** What JSON has no number for: of Student's t, that it is a normal distribution. */
    private static final String INFINITE = "infinite";

    private LatentModels() {}

    /** The object that holds a model with its parameters; refuses a model that no file can hold. */
    static ObjectNode of(LatentModel<?, ?, ?, ?> model, Object theta) {
        if (model instanceof Mixture<?, ?, ?, ?> mixture) {
            return mixture(mixture, (MixtureParameters<?>) theta);
        }
        if (model instanceof GatedMixture<?, ?, ?, ?, ?, ?> mixture) {
            return GatedFile.of(mixture, (GatedParameters<?, ?>) theta);
        }
        if (model instanceof HiddenMarkov<?, ?, ?, ?> chain) {
            return hiddenMarkov(chain, (HiddenMarkov.Theta<?>) theta);
        }
        if (model instanceof StructuralModel structural) {
            ObjectNode node = kind(ModelType.STRUCTURAL_EQUATION_MODEL);
            StructuralFile.put(node, structural, (double[]) theta);
            return node;
        }
        if (model instanceof Bernoullis answers) {
            ObjectNode node = kind(ModelType.BERNOULLIS);
            answers.items().forEach(node.putArray("items")::add);
            node.put("pseudoCount", answers.pseudoCount());
            node.set("probabilities", ModelFile.array((double[]) theta));
            return node;
        }
        if (model instanceof Categorical choice) {
            ObjectNode node = kind(ModelType.CATEGORICAL);
            choice.answers().forEach(node.putArray("answers")::add);
            node.put("pseudoCount", choice.pseudoCount());
            node.set("probabilities", ModelFile.array((double[]) theta));
            return node;
        }
        if (model instanceof StateSpace space) {
            return StateSpaceFile.of(space, (StateSpace.Theta) theta);
        }
        if (model instanceof Product<?> product) {
            return ProductFile.of(product, (Product.Theta) theta);
        }
        return rows(model, theta).orElseGet(() -> NumberModels.of(model, theta));
    }

    private static Optional<ModelType> ofRows(LatentModel<?, ?, ?, ?> model) {
        if (model instanceof Gaussian) {
            return Optional.of(ModelType.NORMAL);
        }
        if (model instanceof LinearRegression) {
            return Optional.of(ModelType.LINEAR_REGRESSION);
        }
        return model instanceof CensoredRegression ? Optional.of(ModelType.CENSORED_REGRESSION) : Optional.empty();
    }

    private static Optional<ObjectNode> rows(LatentModel<?, ?, ?, ?> model, Object theta) {
        if (theta instanceof FullNormal normal) {
            Optional<ModelType> type = ofRows(model);
            return type.map(each -> normal(kind(each), normal));
        }
        if (model instanceof DiagonalGaussian) {
            DiagonalNormal normal = (DiagonalNormal) theta;
            ObjectNode node = kind(ModelType.DIAGONAL_NORMAL);
            node.set("mean", ModelFile.array(normal.mean()));
            node.set("variances", ModelFile.array(normal.variances()));
            return Optional.of(node);
        }
        if (model instanceof StudentT) {
            StudentT.Theta t = (StudentT.Theta) theta;
            ObjectNode node = normal(kind(ModelType.STUDENT_T), t.normal());
            return Optional.of(
                    Double.isInfinite(t.degrees()) ? node.put("degrees", INFINITE) : node.put("degrees", t.degrees()));
        }
        return Optional.empty();
    }

    private static ObjectNode mixture(Mixture<?, ?, ?, ?> mixture, MixtureParameters<?> theta) {
        if (!mixture.equals(new Mixture<>(mixture.size(), mixture.component()))) {
            throw new IllegalArgumentException(
                    "components that share something are stored as what they are: a GaussianMixture, a FactorMixture");
        }
        ObjectNode node = kind(ModelType.MIXTURE);
        node.set("weights", ModelFile.array(theta.weights()));
        return components(node, "components", mixture.component(), theta.components());
    }

    private static ObjectNode hiddenMarkov(HiddenMarkov<?, ?, ?, ?> chain, HiddenMarkov.Theta<?> theta) {
        ObjectNode node = kind(ModelType.HIDDEN_MARKOV_MODEL);
        node.set("first", ModelFile.array(theta.states().weights()));
        node.set("transitions", ModelFile.array(theta.transitions()));
        return components(
                node, "states", chain.states().component(), theta.states().components());
    }

    static ObjectNode components(ObjectNode node, String name, LatentModel<?, ?, ?, ?> component, List<?> components) {
        ArrayNode array = node.putArray(name);
        components.forEach(theta -> array.add(of(component, theta)));
        return node;
    }

    private static ObjectNode normal(ObjectNode node, FullNormal normal) {
        node.set("mean", ModelFile.array(normal.mean()));
        node.set("covariance", ModelFile.array(normal.covariance()));
        return node;
    }

    /** An object that says its kind, and nothing else yet. */
    static ObjectNode kind(ModelType type) {
        return ModelFile.object().put("model", type.toString());
    }

    /** The model in a file. */
    static StoredModel<?, ?, ?, ?> read(ModelFile file) {
        ModelNode node = file.root();
        return node.made(() -> switch (file.type()) {
            case MIXTURE -> mixture(node.at("weights").vector(), all(node.at("components")));
            case GATED_MIXTURE -> GatedFile.read(node, all(node.at("components")));
            case HIDDEN_MARKOV_MODEL ->
                hiddenMarkov(node.at("first").vector(), node.at("transitions").matrix(), all(node.at("states")));
            case BERNOULLIS -> bernoullis(node);
            case CATEGORICAL -> categorical(node);
            case PRODUCT -> ProductFile.read(node);
            case STATE_SPACE -> StateSpaceFile.read(node);
            case STRUCTURAL_EQUATION_MODEL, CONFIRMATORY_FACTOR_ANALYSIS -> StructuralFile.read(node);
            default -> rows(file).orElseGet(() -> NumberModels.read(file));
        });
    }

    private static Optional<StoredModel<?, ?, ?, ?>> rows(ModelFile file) {
        ModelNode node = file.root();
        return switch (file.type()) {
            case NORMAL -> {
                FullNormal normal = normal(node);
                yield Optional.of(new StoredModel<>(new Gaussian(normal.mean().length), normal));
            }
            case LINEAR_REGRESSION -> {
                FullNormal normal = normal(node);
                yield Optional.of(new StoredModel<>(new LinearRegression(normal.mean().length - 1), normal));
            }
            case CENSORED_REGRESSION -> {
                FullNormal normal = normal(node);
                yield Optional.of(new StoredModel<>(new CensoredRegression(normal.mean().length - 1), normal));
            }
            case DIAGONAL_NORMAL -> {
                double[] mean = node.at("mean").vector();
                DiagonalNormal normal =
                        DiagonalNormal.of(mean, node.at("variances").vector());
                yield Optional.of(new StoredModel<>(new DiagonalGaussian(mean.length), normal));
            }
            case STUDENT_T -> {
                FullNormal normal = normal(node);
                ModelNode degrees = node.at("degrees");
                double number = degrees.json().asText().equals(INFINITE) ? Double.POSITIVE_INFINITY : positive(degrees);
                yield Optional.of(
                        new StoredModel<>(new StudentT(normal.mean().length), new StudentT.Theta(normal, number)));
            }
            default -> Optional.empty();
        };
    }

    private static FullNormal normal(ModelNode node) {
        return FullNormal.of(node.at("mean").vector(), node.at("covariance").matrix());
    }

    private static StoredModel<?, ?, ?, ?> bernoullis(ModelNode node) {
        double[] p = node.at("probabilities").items().stream()
                .mapToDouble(LatentModels::probability)
                .toArray();
        List<String> items = node.at("items").names();
        if (items.size() != p.length) {
            throw node.wrong("has " + items.size() + " items and " + p.length + " probabilities");
        }
        return new StoredModel<>(new Bernoullis(items, notNegative(node.at("pseudoCount"))), p);
    }

    private static StoredModel<?, ?, ?, ?> categorical(ModelNode node) {
        double[] p = Simplex.of("probability", node.at("probabilities").vector());
        List<String> answers = node.at("answers").names();
        if (answers.size() != p.length) {
            throw node.wrong("has " + answers.size() + " answers and " + p.length + " probabilities");
        }
        return new StoredModel<>(new Categorical(answers, notNegative(node.at("pseudoCount"))), p);
    }

    private static List<StoredModel<?, ?, ?, ?>> all(ModelNode components) {
        List<StoredModel<?, ?, ?, ?>> models = new ArrayList<>();
        for (ModelNode each : components.items()) {
            models.add(read(ModelFile.of(each)));
            if (!models.get(0).model().equals(models.get(models.size() - 1).model())) {
                throw each.wrong("is of another kind, or other columns, than the components before it");
            }
        }
        return models;
    }

    private static StoredModel<?, ?, ?, ?> mixture(double[] weights, List<StoredModel<?, ?, ?, ?>> components) {
        return mixtureOf(components.get(0), weights, components);
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>>
            StoredModel<X, MixtureParameters<P>, ?, ?> mixtureOf(
                    StoredModel<X, P, Q, S> first, double[] weights, List<StoredModel<?, ?, ?, ?>> components) {
        return new StoredModel<>(
                new Mixture<>(components.size(), first.model()), LatentModels.<P>parameters(weights, components));
    }

    @SuppressWarnings("unchecked") // equal models have parameters of one class
    private static <P> MixtureParameters<P> parameters(double[] weights, List<StoredModel<?, ?, ?, ?>> components) {
        return new MixtureParameters<>(
                weights,
                components.stream()
                        .map(c -> ((StoredModel<?, P, ?, ?>) c).theta())
                        .toList());
    }

    private static StoredModel<?, ?, ?, ?> hiddenMarkov(
            double[] first, double[][] transitions, List<StoredModel<?, ?, ?, ?>> states) {
        return hiddenMarkovOf(states.get(0), first, transitions, states);
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>>
            StoredModel<List<X>, HiddenMarkov.Theta<P>, ?, ?> hiddenMarkovOf(
                    StoredModel<X, P, Q, S> one,
                    double[] first,
                    double[][] transitions,
                    List<StoredModel<?, ?, ?, ?>> states) {
        return new StoredModel<>(
                new HiddenMarkov<>(new Mixture<>(states.size(), one.model())),
                new HiddenMarkov.Theta<>(LatentModels.<P>parameters(first, states), transitions));
    }

    static double positive(ModelNode node) {
        double value = node.number();
        if (!(value > 0)) {
            throw node.wrong("holds " + value + ", not a positive number");
        }
        return value;
    }

    static long whole(ModelNode node, long least, long most) {
        if (!(node.json().isIntegralNumber()
                && node.json().canConvertToLong()
                && node.json().asLong() >= least
                && node.json().asLong() <= most)) {
            throw node.wrong("holds " + node.json() + ", not a whole number from " + least + " to " + most);
        }
        return node.json().asLong();
    }

    static double notNegative(ModelNode node) {
        double value = node.number();
        if (value < 0) {
            throw node.wrong("holds " + value + ", less than zero");
        }
        return value;
    }

    static double probability(ModelNode node) {
        double value = notNegative(node);
        if (value > 1) {
            throw node.wrong("holds " + value + ", not a probability");
        }
        return value;
    }
}
