package org.em4j.cli.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.Rows;
import org.em4j.factor.report.LinearScores;
import org.em4j.gmm.GaussianMixture;
import org.em4j.io.Table;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;

/** A model from a file, as the commands that apply it see it. */
public interface FittedModel {
    /** The model in a file, to apply. */
    static FittedModel of(ModelFile file) {
        return switch (file.type()) {
            case GAUSSIAN_MIXTURE -> RowModel.of(file.mixture(), file.labels());
            case MIXTURE_OF_FACTOR_ANALYSERS -> RowModel.of(new FactorFile(file).mixture());
            case FACTOR_ANALYSIS, PROBABILISTIC_PCA, CONFIRMATORY_FACTOR_ANALYSIS -> {
                FactorFile factors = new FactorFile(file);
                yield RowModel.of(factors.model(), factors::scores);
            }
            case MIXTURE, GATED_MIXTURE -> FittedClasses.of(file);
            case HIDDEN_MARKOV_MODEL -> FittedStates.of(file);
            case STATE_SPACE -> FittedSeries.of(file);
            case STRUCTURAL_EQUATION_MODEL ->
                throw file.wrong(
                        "is a structural model of several groups, or with residuals that covary or vanish, which is applied"
                                + " in Java, not by a command; its parameters can start another fit");
            default -> throw file.wrong("is a " + file.type() + ", which is applied in Java, not by a command");
        };
    }

    /** Number of columns of the rows that it is a model of. */
    int columns();

    /** Of each categorical column, the texts that its numbers 0, 1, ... stand for. */
    default Map<String, List<String>> categories() {
        return Map.of();
    }

    /** The column that says which sequence a row is of; empty if rows do not follow each other. */
    default String sequence() {
        return "";
    }

    /** What is latent, row by row, as CSV; of factors, by a method. */
    String predict(Table table, Optional<LinearScores.Method> method);

    /** The rows {@code (n x d)} as what is latent would have them. */
    default double[][] reconstruct(Rows rows, Optional<LinearScores.Method> method) {
        throw new OptionException("only factor models reconstruct rows, and this is none");
    }

    /** Log density of each row {@code (n)}, in nats; of rows that follow each other, given those before. */
    double[] score(Table table);

    /** How probable it is that another row of the same component lies further out, of each row {@code (n)}. */
    default double[] tails(Rows rows) {
        throw new OptionException("--tails are of Gaussian mixtures, and this is none");
    }

    /** The rows {@code (n x d)}, with expectations for what is missing; of categories, the most probable ones. */
    double[][] impute(Rows rows);

    /** The rows {@code (n x d)}, with draws for what is missing. */
    double[][] impute(Rows rows, RandomGenerator random);

    /** Draws n rows. */
    double[][] sample(int n, RandomGenerator random);

    /** The same as a Gaussian mixture, where it is one: with its noise. */
    default Optional<GaussianMixture<?, ?>> gaussian() {
        return Optional.empty();
    }
}
