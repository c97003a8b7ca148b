package org.em4j.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kinds of models files hold, and which of their values are parameters of which. */
public enum ModelType {
    /** Of normal components. */
    GAUSSIAN_MIXTURE,
    /** Of factor models, each of them under {@code components}. */
    MIXTURE_OF_FACTOR_ANALYSERS,
    /** With a uniqueness for each column. */
    FACTOR_ANALYSIS,
    /** With one for all. */
    PROBABILISTIC_PCA,
    /** A factor analysis whose loadings follow a pattern. */
    CONFIRMATORY_FACTOR_ANALYSIS,
    /** Given by its free parameters alone. */
    STRUCTURAL_EQUATION_MODEL,
    /** Of any models, each of them under {@code components}. */
    MIXTURE,
    /** A mixture whose weights depend on columns of the rows. */
    GATED_MIXTURE,
    /** A mixture whose components follow each other; they are under {@code states}. */
    HIDDEN_MARKOV_MODEL,
    /** One, with a covariance matrix. */
    NORMAL,
    /** One, with variances alone. */
    DIAGONAL_NORMAL,
    /** Student's t distribution on rows. */
    STUDENT_T,
    /** Independent yes-or-no answers. */
    BERNOULLIS,
    /** One answer out of several. */
    CATEGORICAL,
    /** Of models of some columns each; they are under {@code parts}. */
    PRODUCT,
    /** Counts. */
    POISSON,
    /** Counts with more zeros. */
    ZERO_INFLATED_POISSON,
    /** Counts whose log rates are normal. */
    POISSON_LOG_NORMAL,
    /** Counts whose rates are gamma distributed. */
    NEGATIVE_BINOMIAL,
    /** Positive numbers. */
    GAMMA,
    /** Times until an event, some of them cut off. */
    WEIBULL,
    /** Angles. */
    VON_MISES,
    /** Series whose level walks at random. */
    LOCAL_LEVEL,
    /** Series whose states follow each other linearly. */
    STATE_SPACE,
    /** A linear regression of which some responses are known by a limit alone. */
    CENSORED_REGRESSION,
    /** The response last, its errors normal. */
    LINEAR_REGRESSION;

    private Set<String> parameters() {
        return switch (this) {
            case GAUSSIAN_MIXTURE -> Set.of("weights", "means", "covariances");
            case MIXTURE_OF_FACTOR_ANALYSERS -> Set.of("weights", "components");
            case FACTOR_ANALYSIS, CONFIRMATORY_FACTOR_ANALYSIS -> Set.of("loadings", "uniquenesses");
            case PROBABILISTIC_PCA -> Set.of("loadings", "noiseVariance");
            case STRUCTURAL_EQUATION_MODEL -> Set.of();
            case MIXTURE -> Set.of("weights", "components");
            case GATED_MIXTURE -> Set.of("covariates", "coefficients", "components");
            case HIDDEN_MARKOV_MODEL -> Set.of("first", "transitions", "states");
            case NORMAL, LINEAR_REGRESSION, CENSORED_REGRESSION -> Set.of();
            case DIAGONAL_NORMAL -> Set.of("variances");
            case STUDENT_T -> Set.of("degrees");
            case BERNOULLIS -> Set.of("items", "probabilities", "pseudoCount");
            case CATEGORICAL -> Set.of("answers", "probabilities", "pseudoCount");
            case PRODUCT -> Set.of("width", "parts");
            case POISSON -> Set.of("rate");
            case ZERO_INFLATED_POISSON -> Set.of("inflation", "rate");
            case POISSON_LOG_NORMAL -> Set.of("sd", "draws", "seed");
            case GAMMA, NEGATIVE_BINOMIAL -> Set.of("shape");
            case WEIBULL -> Set.of("shape", "scale");
            case VON_MISES -> Set.of("direction", "concentration");
            case STATE_SPACE ->
                Set.of(
                        "observationMatrix",
                        "first",
                        "transition",
                        "learnsTransition",
                        "stepCovariance",
                        "noiseVariances");
            case LOCAL_LEVEL -> Set.of("variance", "stepVariance", "noiseVariance");
        };
    }

    /** The type that a node names; else, as of starts written by hand, the one whose parameters it has. */
    static ModelType of(ModelNode node) {
        ModelType type = node.has("model") ? named(node.at("model")) : guessed(node);
        Set<String> others = new TreeSet<>();
        Stream.of(values()).forEach(each -> others.addAll(each.parameters()));
        others.removeAll(type.parameters());
        others.removeIf(name -> !node.has(name));
        if (!others.isEmpty()) {
            throw node.wrong("is a " + type + " and has \"" + others.iterator().next()
                    + "\", which that has not; name its \"model\", or leave the value out");
        }
        return type;
    }

    private static ModelType named(ModelNode name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name.text()))
                .findAny()
                .orElseThrow(() -> name.wrong("names no model that there is: \"" + name.text() + "\"; there are "
                        + Stream.of(values()).map(ModelType::toString).collect(Collectors.joining(", "))));
    }

    private static ModelType guessed(ModelNode node) {
        if (node.has("loadings")) {
            return node.has("noiseVariance") ? PROBABILISTIC_PCA : FACTOR_ANALYSIS;
        }
        return node.has("components") ? MIXTURE_OF_FACTOR_ANALYSERS : GAUSSIAN_MIXTURE;
    }

    /** As files have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
