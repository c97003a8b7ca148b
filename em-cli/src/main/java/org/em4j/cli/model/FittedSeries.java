package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.Rows;
import org.em4j.factor.report.LinearScores;
import org.em4j.gallery.sequence.KalmanSmoother;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.gallery.sequence.StructuralTimeSeries;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StoredModel;

/**
 * A state space model from a file.
 *
 * @param file where it is from
 * @param space the model
 * @param theta its parameters
 */
public record FittedSeries(ModelFile file, StateSpace space, StateSpace.Theta theta) implements FittedModel {
    /** The state space model in a file; refuses other models. */
    public static FittedSeries of(ModelFile file) {
        StoredModel<?, ?, ?, ?> stored = StoredModel.of(file);
        if (!(stored.model() instanceof StateSpace space && stored.theta() instanceof StateSpace.Theta theta)) {
            throw file.wrong("is a " + file.type() + ", and a " + ModelType.STATE_SPACE + " is needed");
        }
        return new FittedSeries(file, space, theta);
    }

    /** Refuses to start a fit of other columns, or of levels with or without slopes where the other is asked for. */
    public void require(List<String> others, StructuralTimeSeries series) {
        if (!file.columns().equals(others)) {
            throw file.wrong("starts other columns than the data have: " + String.join(", ", file.columns()));
        }
        if (!Arrays.deepEquals(theta.transition(), series.start().transition())) {
            throw file.wrong("has another transition; say --trend if its levels have slopes, or leave it out");
        }
    }

    @Override
    public int columns() {
        return space.loadings().length;
    }

    @Override
    public String sequence() {
        return file.root().has("sequence") ? file.root().at("sequence").json().asText() : "";
    }

    /** The states' smoothed means, then their standard deviations. */
    @Override
    public String predict(Table table, Optional<LinearScores.Method> method) {
        RunOptions.require(method.isEmpty(), "--scores are of factor models, and these are states; leave it out");
        List<double[]> rows = Sequences.of(table, sequence()).byRow(steps -> {
            StateSpace.States states = states(steps);
            return IntStream.range(0, steps.size())
                    .mapToObj(t -> DoubleStream.concat(
                                    Arrays.stream(states.means()[t]), Arrays.stream(deviations(states, t)))
                            .toArray())
                    .toList();
        });
        List<String> names = names(table.columns());
        String header = Stream.concat(names.stream(), names.stream().map(name -> "sd " + name))
                .collect(Collectors.joining(","));
        return Stream.concat(
                        Stream.of(header),
                        rows.stream()
                                .map(row -> Arrays.stream(row)
                                        .mapToObj(Double::toString)
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private StateSpace.States states(List<double[]> steps) {
        return space.posterior(theta).apply(steps.toArray(double[][]::new));
    }

    private static double[] deviations(StateSpace.States states, int t) {
        int m = states.means()[t].length;
        return IntStream.range(0, m)
                .mapToDouble(i -> Math.sqrt(states.covariances()[t][i * (m + 1)]))
                .toArray();
    }

    /** Levels and slopes of columns; states of other models are numbered. */
    private List<String> names(List<String> columns) {
        int m = theta.transition().length;
        for (boolean hasTrend : new boolean[] {false, true}) {
            StructuralTimeSeries series =
                    new StructuralTimeSeries(new double[columns.size()], ones(columns.size()), hasTrend);
            if (m == series.states(columns).size()
                    && Arrays.deepEquals(space.loadings(), series.model().loadings())) {
                return series.states(columns);
            }
        }
        return IntStream.rangeClosed(1, m).mapToObj(i -> "state " + i).toList();
    }

    private static double[] ones(int q) {
        double[] ones = new double[q];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public double[] score(Table table) {
        return Sequences.of(table, sequence())
                .byRow(steps -> Arrays.stream(KalmanSmoother.logDensities(space, theta, steps.toArray(double[][]::new)))
                        .boxed()
                        .toList())
                .stream()
                .mapToDouble(density -> density)
                .toArray();
    }

    /** All rows as one series: what is missing as the states make it expected. */
    @Override
    public double[][] impute(Rows rows) {
        double[][] filled = rows.toArray();
        double[][] expected = MatrixUtils.createRealMatrix(
                        states(new ArrayList<>(List.of(filled))).means())
                .multiply(MatrixUtils.createRealMatrix(space.loadings()).transpose())
                .getData();
        for (int t = 0; t < filled.length; t++) {
            for (int j = 0; j < filled[t].length; j++) {
                filled[t][j] = Double.isNaN(filled[t][j]) ? expected[t][j] : filled[t][j];
            }
        }
        return filled;
    }

    @Override
    public double[][] impute(Rows rows, RandomGenerator random) {
        throw new OptionException("rows that follow each other are filled in by what is expected; leave --draws out");
    }

    /** One series of n times. */
    @Override
    public double[][] sample(int n, RandomGenerator random) {
        return space.sampler(theta).orElseThrow().inPlaceOf(new double[n][columns()], random);
    }
}
