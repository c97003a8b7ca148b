package org.em4j.gallery.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.sequence.HiddenMarkov;

/**
 * The columns of a table, each of a kind of its own, which are independent given a latent class or a hidden state. Values may be
 * missing, as NaN, but for covariates, in which the means of measurements may be lines.
 *
 * <pre>{@code
 * MixedColumns columns = new MixedColumns(List.of(Column.categorical("answer", List.of("no", "yes")), Column.number("height")));
 * Rows people = Rows.of(new double[][] {{0, 1.62}, {1, 1.81}, {0, 1.58}, {1, 1.77}, {0, 1.66}, {1, 1.84}});
 * var fitted = new ModelEstimator<>(columns.classes(2), columns.classStarts(2, people)).fit(people, new Execution(1, 1));
 * }</pre>
 *
 * @param columns in the order of the rows' values
 */
public record MixedColumns(List<Column> columns) {
    /** Copies the list. */
    public MixedColumns {
        columns = List.copyOf(columns);
    }

    /** The columns that have a distribution: those of {@link #product}'s parts, in their order. */
    public List<Column> modelled() {
        return columns.stream()
                .filter(column -> column.kind() != Column.Kind.COVARIATE)
                .toList();
    }

    /** Where a column is in rows, and its covariates before it, from 0. */
    public int[] places(Column column) {
        return Stream.concat(column.on().stream(), Stream.of(column.name()))
                .mapToInt(names()::indexOf)
                .toArray();
    }

    private List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The model of one class or state. */
    public Product<double[]> product() {
        Row row = new Row(columns.size());
        return new Product<>(modelled().stream()
                .<Part<double[], ?, ?, ?, ?>>map(column -> column.part(row, places(column)))
                .toList());
    }

    /** Latent classes: a mixture (Goodman 1974; with columns of several kinds Moustaki 1996). {@link LatentClasses} have covariates. */
    public Mixture<double[], Product.Theta, Product.Latent, Product.Totals> classes(int size) {
        return new Mixture<>(size, product());
    }

    /** Hidden states that follow each other. */
    public HiddenMarkov<double[], Product.Theta, Product.Latent, Product.Totals> states(int size) {
        return new HiddenMarkov<>(classes(size));
    }

    /**
     * Rows that are alike as one, with their weight in all: a weight of k counts as k copies, so that classes fit both alike, and few patterns
     * of answers take less time than many rows. The same rows where no more than half of them are alike.
     */
    public static Rows patterns(Rows rows) {
        Map<List<Double>, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < rows.size() && weights.size() <= rows.size() / 2; i++) {
            if (rows.weight(i) > 0) {
                weights.merge(Arrays.stream(rows.get(i)).boxed().toList(), rows.weight(i), Double::sum);
            }
        }
        if (weights.isEmpty() || weights.size() > rows.size() / 2) {
            return rows;
        }
        double[][] each = weights.keySet().stream()
                .map(row -> row.stream().mapToDouble(x -> x).toArray())
                .toArray(double[][]::new);
        return Rows.of(each, Missing.LATENT)
                .weighted(weights.values().stream().mapToDouble(w -> w).toArray());
    }

    /**
     * Starts for classes: each half way from all rows to one that is drawn, of equal shares. A line is fitted to all rows, and as much again to as
     * few as determine one.
     */
    public Initializer<MixtureParameters<Product.Theta>> classStarts(int size, Rows rows) {
        Product.Theta all = ofAll(rows);
        int[] informative =
                IntStream.range(0, rows.size()).filter(i -> rows.weight(i) > 0).toArray();
        int drawn = columns.stream()
                .mapToInt(column -> 1 + column.on().size())
                .max()
                .orElse(1);
        return random -> new MixtureParameters<>(
                even(size),
                Stream.generate(() -> random.ints(drawn, 0, informative.length)
                                .map(i -> informative[i])
                                .toArray())
                        .limit(size)
                        .map(some -> towards(rows, some, all))
                        .toList());
    }

    /** Starts for states: as of classes, and each stays with probability 1/2 or goes to any. */
    public Initializer<HiddenMarkov.Theta<Product.Theta>> stateStarts(int size, Rows rows) {
        Initializer<MixtureParameters<Product.Theta>> states = classStarts(size, rows);
        double[][] transitions = new double[size][];
        Arrays.setAll(
                transitions, i -> Arrays.stream(even(size)).map(p -> p / 2).toArray());
        IntStream.range(0, size).forEach(i -> transitions[i][i] += 0.5);
        return random -> new HiddenMarkov.Theta<>(states.start(random), transitions);
    }

    private static double[] even(int size) {
        double[] even = new double[size];
        Arrays.fill(even, 1.0 / size);
        return even;
    }

    /** The parameters of one class alone; measurements are summed about their mean, so that their squares do not cancel. */
    private Product.Theta ofAll(Rows rows) {
        Product<double[]> product = product();
        Product.Theta theta = new Product.Theta(modelled().stream()
                .map(column -> column.neutral(Arrays.stream(places(column))
                        .mapToDouble(j -> first(rows, j))
                        .toArray()))
                .toList());
        for (int pass = 0; pass < 2; pass++) {
            theta = product.maximize(Expectation.of(product, theta, rows).statistics(), theta);
        }
        return theta;
    }

    private static double first(Rows rows, int j) {
        return IntStream.range(0, rows.size())
                .mapToDouble(i -> rows.get(i, j))
                .filter(x -> !Double.isNaN(x))
                .findFirst()
                .orElse(0);
    }

    private Product.Theta towards(Rows rows, int[] drawn, Product.Theta all) {
        double[] row = rows.get(drawn[0]);
        List<Column> some = modelled();
        List<Object> pulled = drawn.length > 1 ? pulled(rows, drawn, all).parts() : all.parts();
        return new Product.Theta(IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i).on().isEmpty()
                        ? some.get(i)
                                .towards(
                                        row[columns.indexOf(some.get(i))],
                                        all.parts().get(i))
                        : pulled.get(i))
                .toList());
    }

    /** The parameters of one class, were half of all weight that of the rows that are drawn. */
    private Product.Theta pulled(Rows rows, int[] drawn, Product.Theta all) {
        double total = rows.totalWeight();
        double[] weights = Arrays.stream(rows.weights()).map(w -> w / total).toArray();
        for (int i : drawn) {
            weights[i] += 1.0 / drawn.length;
        }
        Product<double[]> product = product();
        return product.maximize(
                Expectation.of(product, all, rows.weighted(weights)).statistics(), all);
    }

    /** What is reported of one class or state: probabilities, rates, means and variances, by name. */
    public Quantities<Product.Theta> quantities() {
        return new Quantities<>(
                modelled().stream()
                        .flatMap(column -> column.quantities().stream())
                        .toList(),
                theta -> IntStream.range(0, theta.parts().size())
                        .mapToObj(i -> modelled().get(i).values(theta.parts().get(i)))
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
    }

    /**
     * What is reported of several.
     *
     * @param called what they are called with their number, such as class
     * @param share what their weight is called
     */
    public Quantities<MixtureParameters<Product.Theta>> quantities(int size, String called, String share) {
        Quantities<Product.Theta> each = quantities();
        List<String> names = new ArrayList<>();
        for (int k = 1; k <= size; k++) {
            String of = " of " + called + " " + k;
            names.add(share + of);
            each.names().forEach(name -> names.add(name + of));
        }
        return new Quantities<>(
                names,
                theta -> IntStream.range(0, size)
                        .mapToObj(k -> DoubleStream.concat(
                                DoubleStream.of(theta.weight(k)),
                                Arrays.stream(
                                        each.values().apply(theta.components().get(k)))))
                        .flatMapToDouble(values -> values)
                        .toArray());
    }
}
