package org.em4j.validation.reproduce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.em4j.validation.ledger.Ledger;

/** What a check finds, as it finds it. The product's figure comes first everywhere, the independent one second. */
public final class Evidence {
    /** Of a normal figure: once in 5e8. */
    private static final double STANDARD_ERRORS = 6;

    private final double tolerance;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Result.Figure> figures = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final Map<String, Ledger.Row> printed = new LinkedHashMap<>();
    private final List<Result.Row> rows = new ArrayList<>();
    private String data = "";
    private double residual;

    Evidence(double tolerance) {
        this(tolerance, List.of());
    }

    /** For a table: of each of its rows a figure is to be found. */
    Evidence(double tolerance, List<Ledger.Row> rows) {
        this.tolerance = tolerance;
        rows.forEach(row -> printed.put(row.name(), row));
    }

    /** Names the data of what follows. */
    public Evidence on(String name) {
        data = name;
        return this;
    }

    /** The largest difference, relative to the largest independent figure; as it is, where all of those are zero. */
    public void equal(String what, double[] product, double[] independent) {
        double scale = 0;
        for (double v : independent) {
            scale = Math.max(scale, Math.abs(v));
        }
        add(what, difference(product, independent) / (scale > 0 ? scale : 1));
    }

    /** One figure: as {@link #equal(String, double[], double[])}. */
    public void equal(String what, double product, double independent) {
        equal(what, new double[] {product}, new double[] {independent});
    }

    /** Matrices: as {@link #equal(String, double[], double[])}. */
    public void equal(String what, double[][] product, double[][] independent) {
        equal(what, Matrices.flat(product), Matrices.flat(independent));
    }

    /** The largest difference as it is, for logs of densities. */
    public void close(String what, double[] product, double[] independent) {
        add(what, difference(product, independent));
    }

    private static double difference(double[] product, double[] independent) {
        if (product.length != independent.length) {
            return Double.NaN;
        }
        double worst = 0;
        for (int i = 0; i < product.length; i++) {
            double apart = product[i] == independent[i] ? 0 : Math.abs(product[i] - independent[i]);
            worst = apart <= worst ? worst : apart; // a NaN stays
            if (Double.isNaN(apart)) {
                return apart;
            }
        }
        return worst;
    }

    /** A residual that the ledger's tolerance is for. */
    public void add(String what, double difference) {
        residual = Double.isNaN(difference) || Double.isNaN(residual) ? Double.NaN : Math.max(residual, difference);
        comparisons.add(new Comparison(what, data, difference, tolerance));
    }

    /** A residual with a tolerance of its own. */
    public void within(String what, double difference, double own) {
        comparisons.add(new Comparison(what, data, difference, own));
    }

    /** Something that is so, or is not. */
    public void holds(String what, boolean so) {
        within(what, so ? 0 : 1, 0);
    }

    /** The figure of a row of a printed table: right if it rounds to what is printed, or to what should have been. */
    public void row(String name, double product) {
        Ledger.Row row = printed.remove(name);
        if (row == null) {
            throw new IllegalArgumentException("the table has no row \"" + name + "\", or had it before");
        }
        BigDecimal figure = row.figure();
        double half = figure.ulp().doubleValue() / 2;
        Comparison comparison = new Comparison(name, data, Math.abs(product - figure.doubleValue()), half * 1.001);
        comparisons.add(comparison);
        rows.add(new Result.Row(row, product, comparison.holds()));
    }

    /** Second evidence: a Monte Carlo figure, so many standard errors off. */
    public void standardErrors(String what, double off) {
        within(what + ", in standard errors", Math.abs(off), STANDARD_ERRORS);
    }

    /** A figure to report. */
    public void figure(String name, String value) {
        figures.add(new Result.Figure(name, value));
    }

    /** A figure to report, in six digits. */
    public void figure(String name, double value) {
        figure(name, String.format(Locale.ROOT, "%.6g", value));
    }

    /** A picture to show. */
    public void picture(Picture picture) {
        pictures.add(picture);
    }

    Result result(String id) {
        String missing = printed.isEmpty() ? "" : "not computed: " + String.join(", ", printed.keySet());
        return new Result(id, residual, comparisons, figures, rows, pictures, missing);
    }

    /** What there was before a check broke off. */
    Result broken(String id, Throwable cause) {
        return new Result(id, Double.NaN, comparisons, figures, rows, pictures, "broke off: " + cause);
    }
}
