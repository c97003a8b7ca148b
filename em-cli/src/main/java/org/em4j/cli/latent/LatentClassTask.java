package org.em4j.cli.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.task.FitReport;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Remedy;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.StoredModel;
import org.em4j.report.figure.LatentFigures;
import org.em4j.report.text.Certainty;
import org.em4j.report.text.LatentText;

/**
 * Latent classes, to be fitted to a table.
 *
 * @param table the data
 * @param mixed their columns, by kinds
 * @param size number of classes
 * @param from where it starts, if a file says so
 * @param restarts from how many starts it is searched else
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 */
record LatentClassTask(
        Table table,
        MixedColumns mixed,
        int size,
        Optional<MixtureParameters<Product.Theta>> from,
        Restarts restarts,
        Em em,
        Execution execution)
        implements FitTask<Fitted<?, MixtureParameters<Product.Theta>>> {
    /** Starts unless another number is asked for: the likelihood of latent classes has many maxima. */
    static final int STARTS = 10;

    /** A copy of another size, from starts of its own. */
    LatentClassTask size(int other) {
        return new LatentClassTask(table, mixed, other, Optional.empty(), restarts, em, execution);
    }

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public long observations() {
        return table.rows().informative().size();
    }

    /** Classes of a fit that ends well are numbered by their shares, the largest first; those of a start keep their numbers. */
    @Override
    public Fitted<?, MixtureParameters<Product.Theta>> fit(Em settings) {
        Rows rows = MixedColumns.patterns(table.rows());
        var model = mixed.classes(size);
        if (from.isPresent()) {
            Observations<double[]> data = rows.on(execution);
            return ModelEstimator.fitted(model, data, settings.fit(model, data, from.get()));
        }
        var fitted =
                new ModelEstimator<>(model, mixed.classStarts(size, rows), restarts, settings).fit(rows, execution);
        return Renumbered.of(fitted, model, LatentClassTask::largestFirst);
    }

    private static MixtureParameters<Product.Theta> largestFirst(MixtureParameters<Product.Theta> theta) {
        List<Integer> order = Renumbered.largestFirst(theta.components().size(), theta::weight);
        return new MixtureParameters<>(
                order.stream().mapToDouble(theta::weight).toArray(),
                order.stream().map(theta.components()::get).toList());
    }

    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return IntStream.iterate(size - 1, fewer -> fewer > 0, fewer -> fewer - 1)
                .mapToObj(fewer -> new Remedy(
                        "--classes " + fewer, () -> size(fewer).fit(em).fit()))
                .toList();
    }

    @Override
    public FitReport report(Fitted<?, MixtureParameters<Product.Theta>> fitted, Finish finish) {
        Rows rows = MixedColumns.patterns(table.rows());
        MixtureParameters<Product.Theta> theta = fitted.parameters();
        var model = mixed.classes(size);
        Optional<Certainty> certainty = finish.unlessCancelled(
                "the entropy of the classes is left out",
                () -> Certainty.of(rows, model.responsibilities(theta, rows.on(execution))));
        Optional<AnswerPatterns> patterns = finish.unlessCancelled(
                        "G² and X² are left out",
                        () -> AnswerPatterns.of(mixed, rows, LogEvidence.of(model, theta, rows.on(execution))))
                .flatMap(found -> found);
        return new FitReport(
                fitted.report(mixed.quantities(size, "class", "share")),
                new StoredModel<>(model, theta).json(columns()),
                () -> LatentText.classes(
                        fitted, mixed, table.rows().toString(), rows.totalWeight(), certainty, patterns),
                () -> List.of(LatentFigures.classes(mixed, theta, rows)),
                node -> put(node, certainty, patterns, fitted.freeParameters().orElseThrow()));
    }

    private static void put(
            ObjectNode node, Optional<Certainty> certainty, Optional<AnswerPatterns> patterns, int free) {
        certainty.ifPresent(c -> node.put("entropy", c.entropy()).put("relativeEntropy", c.relative()));
        patterns.ifPresent(p -> node.put("deviance", p.deviance())
                .put("pearson", p.pearson())
                .put("degreesOfFreedom", (long) p.degrees(free))
                .put("patterns", p.seen()));
    }
}
