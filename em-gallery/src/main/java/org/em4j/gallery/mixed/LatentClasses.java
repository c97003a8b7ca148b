package org.em4j.gallery.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.core.product.Product;

/**
 * Latent classes of a table's columns, whose shares may depend on covariates by a multinomial logit (Dayton and Macready 1988). Where a
 * measurement's mean is a line in covariates, they are a mixture of regressions (Quandt and Ramsey 1978), or of experts.
 *
 * <pre>{@code
 * MixedColumns columns = new MixedColumns(List.of(Column.covariate("dose"), Column.number("response", List.of("dose"))));
 * Rows seen = Rows.of(new double[][] {{0, 1.1}, {1, 2.8}, {2, 5.2}, {3, 6.9}, {0, 0.2}, {1, -0.9}, {2, -2.1}, {3, -2.8}});
 * LatentClasses lines = new LatentClasses(columns, 2, StandardColumns.NONE);
 * var fitted = new ModelEstimator<>(lines.model(), lines.starts(seen)).fit(seen, new Execution(1, 1));
 * }</pre>
 *
 * @param columns what the classes are of
 * @param size number of classes, K
 * @param covariates that the shares depend on; none where they are the same for all rows
 */
public record LatentClasses(MixedColumns columns, int size, StandardColumns covariates) {
    /** Whether shares depend on covariates: that of one class does not. */
    public boolean areGated() {
        return size > 1 && !covariates.columns().isEmpty();
    }

    /** The model: its gate's parameters are the shares {@code (K)}, or the coefficients {@code ((K - 1) x p)} of {@link MultinomialLogit}. */
    public GatedMixture<double[], double[], ?, Product.Theta, Product.Latent, Product.Totals> model() {
        return areGated()
                ? new GatedMixture<>(new MultinomialLogit<>(size, covariates.width(), covariates), columns.product())
                : columns.classes(size).model();
    }

    /** Starts as those of {@link MixedColumns#classStarts}, of shares that depend on nothing yet. */
    public Initializer<GatedParameters<double[], Product.Theta>> starts(Rows rows) {
        Initializer<MixtureParameters<Product.Theta>> starts = columns.classStarts(size, rows);
        return random -> {
            MixtureParameters<Product.Theta> start = starts.start(random);
            double[] gate = areGated() ? new double[(size - 1) * covariates.width()] : start.weights();
            return new GatedParameters<>(gate, start.components());
        };
    }

    /** How probable each class is before a row's values are looked at, in the mean of all rows {@code (K)}. */
    public double[] shares(GatedParameters<double[], Product.Theta> theta, Rows rows) {
        if (!areGated()) {
            return theta.gate().clone();
        }
        Function<double[], double[]> logShares = model().gate().logWeights(theta.gate());
        double total = rows.totalWeight();
        double[] shares = new double[size];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = logShares.apply(rows.get(i));
            double part = rows.weight(i) / total;
            Arrays.setAll(shares, k -> shares[k] + part * Math.exp(row[k]));
        }
        return shares;
    }

    /** Parameters whose class k is number {@code order(k)} of these, from 0. */
    public GatedParameters<double[], Product.Theta> reordered(
            GatedParameters<double[], Product.Theta> theta, List<Integer> order) {
        double[] gate = areGated()
                ? IntStream.range(1, size)
                        .mapToObj(k -> difference(logOdds(theta, order.get(k)), logOdds(theta, order.get(0))))
                        .flatMapToDouble(Arrays::stream)
                        .toArray()
                : order.stream().mapToDouble(k -> theta.gate()[k]).toArray();
        return new GatedParameters<>(
                gate, order.stream().map(theta.components()::get).toList());
    }

    private static double[] difference(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
    }

    /** Coefficients of class k against the first, of the standardised covariates. */
    private double[] logOdds(GatedParameters<double[], Product.Theta> theta, int k) {
        int width = covariates.width();
        return k == 0 ? new double[width] : Arrays.copyOfRange(theta.gate(), (k - 1) * width, k * width);
    }

    /**
     * The log odds of class k against the first, as a line in the covariates as they are {@code (1 + p)}: where they are 0, then for each unit.
     *
     * @param k from 1, the second class, on
     */
    public double[] odds(GatedParameters<double[], Product.Theta> theta, int k) {
        return covariates.unstandardized(logOdds(theta, k));
    }

    /** What odds are called: the intercept, and each covariate. */
    public List<String> terms() {
        List<String> terms = new ArrayList<>(List.of("intercept"));
        covariates
                .columns()
                .forEach(each -> terms.add(columns.columns().get(each.place()).name()));
        return terms;
    }

    /** What is reported, by name: shares, or how the log odds of classes depend on covariates, and what is of the classes themselves. */
    public Quantities<GatedParameters<double[], Product.Theta>> quantities() {
        if (!areGated()) {
            return columns.quantities(size, "class", "share")
                    .of(theta -> new MixtureParameters<>(theta.gate(), theta.components()));
        }
        Quantities<Product.Theta> each = columns.quantities();
        List<String> names = new ArrayList<>();
        for (int k = 2; k <= size; k++) {
            String of = " of class " + k + " to 1";
            terms().forEach(term -> names.add("log odds, " + term + of));
        }
        for (int k = 1; k <= size; k++) {
            String of = " of class " + k;
            each.names().forEach(name -> names.add(name + of));
        }
        return new Quantities<>(
                names,
                theta -> DoubleStream.concat(
                                IntStream.range(1, size)
                                        .mapToObj(k -> odds(theta, k))
                                        .flatMapToDouble(Arrays::stream),
                                theta.components().stream()
                                        .flatMapToDouble(component ->
                                                Arrays.stream(each.values().apply(component))))
                        .toArray());
    }
}
