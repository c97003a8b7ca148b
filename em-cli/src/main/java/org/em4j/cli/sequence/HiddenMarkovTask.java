package org.em4j.cli.sequence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.cli.latent.Renumbered;
import org.em4j.cli.model.Sequences;
import org.em4j.cli.task.FitReport;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Remedy;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.io.Table;
import org.em4j.json.StoredModel;
import org.em4j.report.figure.LatentFigures;
import org.em4j.report.text.LatentText;
import org.em4j.validation.reproduce.Picture;

/**
 * A hidden Markov model, to be fitted to a table.
 *
 * @param table the data
 * @param mixed their columns, by kinds
 * @param size number of states
 * @param sequence the column that says which sequence a row is of; empty where all are one
 * @param from where it starts, if a file says so
 * @param restarts from how many starts it is searched else
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 */
record HiddenMarkovTask(
        Table table,
        MixedColumns mixed,
        int size,
        String sequence,
        Optional<HiddenMarkov.Theta<Product.Theta>> from,
        Restarts restarts,
        Em em,
        Execution execution)
        implements FitTask<Fitted<?, HiddenMarkov.Theta<Product.Theta>>> {
    /** Starts unless another number is asked for: the likelihood of hidden states has many maxima. */
    static final int STARTS = 10;

    /** A copy of another size, from starts of its own. */
    HiddenMarkovTask size(int other) {
        return new HiddenMarkovTask(table, mixed, other, sequence, Optional.empty(), restarts, em, execution);
    }

    private Sequences sequences() {
        return Sequences.of(table, sequence);
    }

    private Observations<List<double[]>> data() {
        return Observations.of(sequences().steps()).on(execution);
    }

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public long observations() {
        return table.rows().size();
    }

    /** With BIC by the number of steps, as other programs have it, not of sequences. */
    @Override
    public Fitted<?, HiddenMarkov.Theta<Product.Theta>> fit(Em settings) {
        var model = mixed.states(size);
        Observations<List<double[]>> data = data();
        var fitted = from.isPresent()
                ? ModelEstimator.fitted(model, data, settings.fit(model, data, from.get()))
                : Renumbered.of(
                        new ModelEstimator<>(model, mixed.stateStarts(size, table.rows()), restarts, settings)
                                .fit(data, execution),
                        model,
                        this::largestFirst);
        return fitted.counting(table.rows().size());
    }

    /** States of a fit that ends well are numbered by how many steps they take, the most first; those of a start keep their numbers. */
    private HiddenMarkov.Theta<Product.Theta> largestFirst(HiddenMarkov.Theta<Product.Theta> theta) {
        double[] parts = occupied(theta);
        List<Integer> order = Renumbered.largestFirst(size, k -> parts[k]);
        double[][] transitions = theta.transitions();
        return new HiddenMarkov.Theta<>(
                new MixtureParameters<>(
                        order.stream().mapToDouble(theta.states()::weight).toArray(),
                        order.stream().map(theta.states().components()::get).toList()),
                order.stream()
                        .map(i -> order.stream()
                                .mapToDouble(k -> transitions[i][k])
                                .toArray())
                        .toArray(double[][]::new));
    }

    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return IntStream.iterate(size - 1, fewer -> fewer > 0, fewer -> fewer - 1)
                .mapToObj(fewer -> new Remedy(
                        "--states " + fewer, () -> size(fewer).fit(em).fit()))
                .toList();
    }

    @Override
    public FitReport report(Fitted<?, HiddenMarkov.Theta<Product.Theta>> fitted, Finish finish) {
        Sequences sequences = sequences();
        HiddenMarkov.Theta<Product.Theta> theta = fitted.parameters();
        ObjectNode json = new StoredModel<>(mixed.states(size), theta).json(columns());
        if (!sequence.isEmpty()) {
            json.put("sequence", sequence);
        }
        double[] occupied = finish.unlessCancelled(
                        "the part of all steps that each state takes is left out", () -> occupied(theta))
                .orElse(new double[0]);
        return new FitReport(
                fitted.report(quantities()),
                json,
                () -> LatentText.states(fitted, mixed, sequences.describe(columns()), occupied),
                () -> figures(sequences, theta),
                node -> Arrays.stream(occupied).forEach(node.withArray("occupied")::add));
    }

    private double[][] smoothed(HiddenMarkov.Theta<Product.Theta> theta, List<double[]> steps) {
        return mixed.states(size).posterior(theta).apply(steps).smoothed();
    }

    /** The part of all steps that each state is expected to take: it is where they begin, or where a transition leads. */
    private double[] occupied(HiddenMarkov.Theta<Product.Theta> theta) {
        var visits = Expectation.of(mixed.states(size), theta, data()).statistics();
        double[] parts = new double[size];
        Arrays.setAll(
                parts,
                k -> visits.states().gate().get(k)
                        + IntStream.range(0, size)
                                .mapToDouble(i -> visits.transitions().get(i * size + k))
                                .sum());
        return Arrays.stream(parts).map(part -> part / table.rows().size()).toArray();
    }

    private List<Picture> figures(Sequences sequences, HiddenMarkov.Theta<Product.Theta> theta) {
        return List.of(
                LatentFigures.states(mixed, theta, table.rows()),
                LatentFigures.path(smoothed(theta, sequences.steps().get(0))));
    }

    /** Those of the states, then the transitions. */
    private Quantities<HiddenMarkov.Theta<Product.Theta>> quantities() {
        Quantities<HiddenMarkov.Theta<Product.Theta>> states =
                mixed.quantities(size, "state", "P(first)").of(HiddenMarkov.Theta::states);
        List<String> names = new ArrayList<>(states.names());
        IntStream.range(0, size * size)
                .forEach(i -> names.add("P(state " + (i / size + 1) + " to " + (i % size + 1) + ")"));
        return new Quantities<>(
                names,
                theta -> DoubleStream.concat(
                                Arrays.stream(states.values().apply(theta)),
                                Arrays.stream(theta.transitions()).flatMapToDouble(Arrays::stream))
                        .toArray());
    }
}
