package org.em4j.cli.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.Rows;
import org.em4j.core.product.Product;
import org.em4j.factor.report.LinearScores;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StoredModel;

/**
 * Hidden states from a file.
 *
 * @param file where they are from
 * @param mixed the columns
 * @param theta the parameters
 */
public record FittedStates(ModelFile file, MixedColumns mixed, HiddenMarkov.Theta<Product.Theta> theta)
        implements FittedModel {
    /** The states in a file; refuses other models. */
    public static FittedStates of(ModelFile file) {
        StoredModel<?, ?, ?, ?> stored = StoredModel.of(file);
        if (!(stored.model() instanceof HiddenMarkov<?, ?, ?, ?> chain)) {
            throw file.wrong("is a " + file.type() + ", and a " + ModelType.HIDDEN_MARKOV_MODEL + " is needed");
        }
        return new FittedStates(file, LatentFile.columns(file, chain.states().component()), LatentFile.states(stored));
    }

    /** Number of states. */
    public int size() {
        return theta.states().components().size();
    }

    /** Refuses to start a fit of other columns, or of another number of states if that is asked for. */
    public void require(MixedColumns others, Optional<Integer> states) {
        LatentFile.require(file, mixed, others, "states", size(), states);
    }

    @Override
    public int columns() {
        return mixed.columns().size();
    }

    @Override
    public Map<String, List<String>> categories() {
        return LatentFile.categories(mixed);
    }

    @Override
    public String sequence() {
        return file.root().has("sequence") ? file.root().at("sequence").json().asText() : "";
    }

    /** The most probable path of each sequence, and how probable each state is by itself. */
    @Override
    public String predict(Table table, Optional<LinearScores.Method> method) {
        RunOptions.require(method.isEmpty(), "--scores are of factor models, and these are states; leave it out");
        var model = mixed.states(size());
        var posterior = model.posterior(theta);
        Sequences sequences = Sequences.of(table, sequence());
        List<double[]> smoothed =
                sequences.byRow(steps -> Arrays.asList(posterior.apply(steps).smoothed()));
        List<Integer> path = sequences.byRow(steps ->
                Arrays.stream(model.mostProbablePath(theta, steps)).boxed().toList());
        return Assignments.csv(
                "state", "p", path.stream().mapToInt(state -> state).toArray(), smoothed);
    }

    @Override
    public double[] score(Table table) {
        var posterior = mixed.states(size()).posterior(theta);
        return Sequences.of(table, sequence())
                .byRow(steps ->
                        Arrays.stream(posterior.apply(steps).steps()).boxed().toList())
                .stream()
                .mapToDouble(step -> step)
                .toArray();
    }

    @Override
    public double[][] impute(Rows rows) {
        throw new OptionException("rows that follow each other are not filled in; predict says their states");
    }

    @Override
    public double[][] impute(Rows rows, RandomGenerator random) {
        return impute(rows);
    }

    /** One sequence of n steps. */
    @Override
    public double[][] sample(int n, RandomGenerator random) {
        return mixed.states(size())
                .sampler(theta)
                .orElseThrow()
                .inPlaceOf(Arrays.asList(new double[n][columns()]), random)
                .toArray(new double[0][]);
    }
}
