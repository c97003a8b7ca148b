package org.em4j.factor.structural.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.estep.Heywood;

/**
 * What a structural model fixes, frees and sets equal.
 *
 * @param columns names of the d columns
 * @param latents names of the latent variables
 * @param groups names of the groups, one where there is none
 * @param terms all entries that are not zero
 * @param parameters the free ones
 * @param means what is known of means
 * @param heywood what is done about variances of the columns' residuals that fall to zero
 * @param variances of the columns {@code (d)}, which that is measured by
 */
public record Specification(
        List<String> columns,
        List<String> latents,
        List<String> groups,
        List<Term> terms,
        List<Parameter> parameters,
        Means means,
        Heywood heywood,
        List<Double> variances)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** How far above a bound a start is at least, as a part of the column's variance. */
    private static final double INSIDE = 0.01;

    /** What is known of means. */
    public enum Means {
        /** Nothing, as of a matrix: there are none in the model. */
        NONE,
        /** Each column of each group has one of its own, which says nothing of interest and is not reported. */
        SATURATED,
        /** Means are modelled as the rest is. */
        MODELLED
    }

    /** Copies the lists. */
    public Specification {
        columns = List.copyOf(columns);
        latents = List.copyOf(latents);
        groups = List.copyOf(groups);
        terms = List.copyOf(terms);
        parameters = List.copyOf(parameters);
        variances = List.copyOf(variances);
        requireRecursive(terms, columns.size() + latents.size());
    }

    /** Takes variables that nothing left points at away, until none is left. */
    private static void requireRecursive(List<Term> terms, int size) {
        List<Term> paths = terms.stream().filter(Term::isPath).toList();
        for (int round = 0; round <= size && !paths.isEmpty(); round++) {
            List<Integer> targets = paths.stream().map(Term::row).toList();
            paths = paths.stream().filter(t -> targets.contains(t.column())).toList();
        }
        if (!paths.isEmpty()) {
            throw new InvalidDataException("the arrows of the model go in a circle (" + paths.size()
                    + " of them); only models without circles are fitted: leave one out");
        }
    }

    /**
     * A copy with another policy for variances of residuals that fall to zero, measured by those of the columns of
     * data.
     */
    public Specification heywood(Heywood policy, Sample sample) {
        double[] covariance = sample.available().covariance();
        int d = columns.size();
        List<Double> of =
                IntStream.range(0, d).mapToObj(j -> covariance[j * (d + 1)]).toList();
        return new Specification(columns, latents, groups, terms, parameters, means, policy, of);
    }

    /** A copy with a parameter fixed. */
    public Specification fixed(int parameter, double value) {
        List<Term> rest = terms.stream()
                .map(t -> t.parameter() == parameter
                        ? t.fixed(value)
                        : t.parameter() > parameter ? t.free(t.parameter() - 1) : t)
                .toList();
        List<Parameter> names = new ArrayList<>(parameters);
        names.remove(parameter);
        return new Specification(columns, latents, groups, rest, names, means, heywood, variances);
    }

    /** A copy with one entry more, or another in the place of a fixed one, that is a parameter of its own. */
    public Specification freed(Term entry, String name) {
        List<Term> more = new ArrayList<>(terms.stream()
                .filter(t -> t.kind() != entry.kind()
                        || t.group() != entry.group()
                        || t.row() != entry.row()
                        || t.column() != entry.column())
                .toList());
        more.add(entry.free(parameters.size()));
        List<Parameter> names = new ArrayList<>(parameters);
        names.add(Parameter.named(name));
        return new Specification(columns, latents, groups, more, names, means, heywood, variances);
    }

    /** Name of a variable. */
    public String variable(int i) {
        return i < columns.size() ? columns.get(i) : latents.get(i - columns.size());
    }

    public boolean isColumn(int i) {
        return i < columns.size();
    }

    /** Terms of a parameter, one or more. */
    public List<Term> termsOf(int parameter) {
        return terms.stream().filter(t -> t.parameter() == parameter).toList();
    }

    /** The parameters that are residual variances of columns, and nothing else. */
    List<Integer> uniquenesses() {
        return IntStream.range(0, parameters.size())
                .filter(k -> termsOf(k).stream().allMatch(t -> t.isVariance() && isColumn(t.row())))
                .boxed()
                .toList();
    }

    /** The smallest value that the policy leaves a variance. */
    public double bound(Term variance) {
        return isColumn(variance.row()) && !variance.isFixed() ? heywood.least() * variances.get(variance.row()) : 0;
    }

    /** Parameters whose variances lie above their bounds: those of a start that are at one, or below, are lifted a little. */
    public double[] inside(double[] theta) {
        double[] inside = theta.clone();
        for (Term t : terms) {
            if (t.isVariance() && bound(t) > 0) {
                inside[t.parameter()] = Math.max(inside[t.parameter()], bound(t) + INSIDE * variances.get(t.row()));
            }
        }
        return inside;
    }

    double logPrior(double[] theta) {
        double sum = 0;
        if (heywood instanceof Heywood.Report) {
            return sum;
        }
        for (int k : uniquenesses()) {
            for (Term t : termsOf(k)) {
                sum += heywood.logPrior(theta[k], variances.get(t.row()));
            }
        }
        return sum;
    }

    /** Whether a term is one to report. */
    public boolean isReported(Term t) {
        return means == Means.MODELLED || t.kind() != Term.Kind.INTERCEPT;
    }

    /** The parameters' names in words. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** What an entry is, in words. */
    public String words(Term t) {
        String row = variable(t.row());
        String other = variable(t.column());
        return switch (t.kind()) {
            case LOADING -> "loading of " + row + " on " + other;
            case REGRESSION -> "regression of " + row + " on " + other;
            case INTERCEPT -> (isColumn(t.row()) ? "intercept of " : "mean of ") + row;
            case COVARIANCE -> covariance(t, row, other);
        };
    }

    private String covariance(Term t, String row, String other) {
        if (t.isVariance()) {
            return (isColumn(t.row()) ? "uniqueness of " : "variance of ") + row;
        }
        return (isColumn(t.row()) && isColumn(t.column()) ? "residual covariance of " : "covariance of ") + other
                + " and " + row;
    }
}
