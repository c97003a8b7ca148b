package org.em4j.cli.latent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.Statistics;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.StoredModel;
import org.em4j.report.figure.LatentFigures;
import org.em4j.report.figure.LineFigures;
import org.em4j.report.text.Certainty;
import org.em4j.report.text.LatentText;
import org.em4j.validation.reproduce.Picture;

/**
 * Latent classes, to be fitted to a table.
 *
 * @param called what is said that they are, such as a latent class analysis
 * @param table the data
 * @param classes what is fitted to them
 * @param from where it starts, if a file says so
 * @param restarts from how many starts it is searched else
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 */
record LatentClassTask(
        String called,
        Table table,
        LatentClasses classes,
        Optional<GatedParameters<double[], Product.Theta>> from,
        Restarts restarts,
        Em em,
        Execution execution)
        implements FitTask<Fitted<?, GatedParameters<double[], Product.Theta>>> {
    /** Starts unless another number is asked for: the likelihood of latent classes has many maxima. */
    static final int STARTS = 10;

    /** A copy of another size, from starts of its own. */
    LatentClassTask size(int other) {
        LatentClasses others = new LatentClasses(classes.columns(), other, classes.covariates());
        return new LatentClassTask(called, table, others, Optional.empty(), restarts, em, execution);
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
    public Fitted<?, GatedParameters<double[], Product.Theta>> fit(Em settings) {
        return fit(classes.model(), MixedColumns.patterns(table.rows()), settings);
    }

    private <T extends Statistics<T>> Fitted<?, GatedParameters<double[], Product.Theta>> fit(
            GatedMixture<double[], double[], T, Product.Theta, Product.Latent, Product.Totals> model,
            Rows rows,
            Em settings) {
        if (from.isPresent()) {
            Observations<double[]> data = rows.on(execution);
            return ModelEstimator.fitted(model, data, settings.fit(model, data, from.get()));
        }
        var fitted = new ModelEstimator<>(model, classes.starts(rows), restarts, settings).fit(rows, execution);
        return Renumbered.of(fitted, model, theta -> largestFirst(theta, rows));
    }

    private GatedParameters<double[], Product.Theta> largestFirst(
            GatedParameters<double[], Product.Theta> theta, Rows rows) {
        double[] shares = classes.shares(theta, rows);
        return classes.reordered(theta, Renumbered.largestFirst(classes.size(), k -> shares[k]));
    }

    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return IntStream.iterate(classes.size() - 1, fewer -> fewer > 0, fewer -> fewer - 1)
                .mapToObj(fewer -> new Remedy(
                        "--classes " + fewer, () -> size(fewer).fit(em).fit()))
                .toList();
    }

    @Override
    public FitReport report(Fitted<?, GatedParameters<double[], Product.Theta>> fitted, Finish finish) {
        Rows rows = MixedColumns.patterns(table.rows());
        GatedParameters<double[], Product.Theta> theta = fitted.parameters();
        var model = classes.model();
        Optional<Certainty> certainty = finish.unlessCancelled(
                "the entropy of the classes is left out",
                () -> Certainty.of(rows, model.responsibilities(theta, rows.on(execution))));
        Optional<AnswerPatterns> patterns = finish.unlessCancelled(
                        "G² and X² are left out",
                        () -> AnswerPatterns.of(
                                classes.columns(), rows, LogEvidence.of(model, theta, rows.on(execution))))
                .flatMap(found -> found);
        double[] shares = finish.unlessCancelled("shares are left out", () -> classes.shares(theta, rows))
                .orElse(new double[0]);
        return new FitReport(
                fitted.report(classes.quantities()),
                new StoredModel<>(model, theta).json(columns()),
                () -> LatentText.classes(
                        fitted,
                        classes,
                        called,
                        table.rows().toString(),
                        rows.totalWeight(),
                        shares,
                        certainty,
                        patterns),
                () -> pictures(theta, rows),
                node -> {
                    put(
                            node,
                            shares,
                            certainty,
                            patterns,
                            fitted.freeParameters().orElseThrow());
                    putLines(node, theta);
                    putLogOdds(node, theta);
                });
    }

    private List<Picture> pictures(GatedParameters<double[], Product.Theta> theta, Rows rows) {
        List<Picture> pictures = new ArrayList<>(LatentFigures.classes(classes.columns(), theta.components(), rows));
        pictures.addAll(LineFigures.of(
                classes.columns(),
                theta.components(),
                rows,
                execution.seed(),
                some -> classes.model().responsibilities(theta, some)));
        return pictures;
    }

    private void put(
            ObjectNode node,
            double[] shares,
            Optional<Certainty> certainty,
            Optional<AnswerPatterns> patterns,
            int free) {
        if (classes.areGated()) {
            Arrays.stream(shares).forEach(node.withArray("shares")::add);
        }
        certainty.ifPresent(c -> node.put("entropy", c.entropy()).put("relativeEntropy", c.relative()));
        patterns.ifPresent(p -> node.put("deviance", p.deviance())
                .put("pearson", p.pearson())
                .put("degreesOfFreedom", (long) p.degrees(free))
                .put("patterns", p.seen()));
    }

    /** The lines of each class, by the names of responses and covariates. */
    private void putLines(ObjectNode node, GatedParameters<double[], Product.Theta> theta) {
        List<Column> modelled = classes.columns().modelled();
        if (modelled.stream().allMatch(column -> column.on().isEmpty())) {
            return;
        }
        ArrayNode lines = node.putArray("lines");
        for (Product.Theta component : theta.components()) {
            ObjectNode each = lines.addObject();
            for (int i = 0; i < modelled.size(); i++) {
                Column column = modelled.get(i);
                if (!column.on().isEmpty()) {
                    double[] values = column.values(component.parts().get(i));
                    ObjectNode line = each.putObject(column.name()).put("intercept", values[0]);
                    ObjectNode slopes = line.putObject("slopes");
                    IntStream.range(0, column.on().size())
                            .forEach(j -> slopes.put(column.on().get(j), values[j + 1]));
                    line.put("variance", values[values.length - 1]);
                }
            }
        }
    }

    /** Of each class against the first, where shares depend on covariates. */
    private void putLogOdds(ObjectNode node, GatedParameters<double[], Product.Theta> theta) {
        for (int k = 1; classes.areGated() && k < classes.size(); k++) {
            double[] odds = classes.odds(theta, k);
            List<String> terms = classes.terms();
            ObjectNode each =
                    node.withArray("logOdds").addObject().put("class", k + 1).put("intercept", odds[0]);
            ObjectNode slopes = each.putObject("slopes");
            IntStream.range(1, odds.length).forEach(j -> slopes.put(terms.get(j), odds[j]));
        }
    }
}
