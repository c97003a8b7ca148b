package org.em4j.factor.structural.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.PatternCache;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;

/**
 * A linear structural equation model: {@code v = m + A v + u} with {@code u ~ N(0, S)}, of which some variables are the
 * columns and the others latent; each entry of m, A and S is fixed, free, or the same parameter as another. Its theta is
 * the free parameters {@code (p)}, in the units of the data. Of several groups the last column of a row says which, from 0.
 */
public final class StructuralModel implements LatentModel<double[], double[], Completion, GroupMoments> {
    private static final long serialVersionUID = 1;

    private static final int KEPT = 256;

    /** A residual variance that is a smaller part of what its variable varies by is none, but for rounding. */
    private static final double VANISHED = 1e-11;

    private final Specification specification;
    private final List<List<Term>> byGroup;
    private final int[] whole;

    /**
     * The model that is specified.
     *
     * @throws DegenerateException if some column is left no variance of its own, nor the latent variables any
     */
    public StructuralModel(Specification specification) {
        this.specification = specification;
        this.byGroup = IntStream.range(0, specification.groups().size())
                .mapToObj(g -> specification.terms().stream()
                        .filter(t -> t.group() == g)
                        .toList())
                .toList();
        this.whole = GenericPoint.whole(this);
    }

    /** What is fixed, free and equal. */
    public Specification specification() {
        return specification;
    }

    public List<Term> terms(int group) {
        return byGroup.get(group);
    }

    /** Number of columns, d. */
    public int columns() {
        return specification.columns().size();
    }

    /** Number of columns and latent variables. */
    public int size() {
        return columns() + specification.latents().size();
    }

    public int groups() {
        return byGroup.size();
    }

    /** Number of free parameters, p. */
    public int freeParameters() {
        return specification.parameters().size();
    }

    /** The columns and as many latent variables as have a density together: of others these leave no doubt. */
    int[] whole() {
        return whole;
    }

    public List<ImpliedMoments> implied(double[] theta) {
        return IntStream.range(0, groups())
                .mapToObj(g -> ImpliedMoments.of(this, theta, g))
                .toList();
    }

    private int group(double[] row) {
        return groups() == 1 ? 0 : (int) row[columns()];
    }

    /** EM for this model on data: of rows on their moments. Of several groups the last column says which. */
    public EmProblem<double[]> map(Observations<double[]> data) {
        return data instanceof Rows rows ? map(rows) : EmProblem.of(this, data);
    }

    private EmProblem<double[]> map(Rows rows) {
        if (groups() == 1) {
            return new SampleMap(this, Sample.of(rows));
        }
        List<Rows> of = new ArrayList<>();
        for (int g = 0; g < groups(); g++) {
            int group = g;
            int[] members = IntStream.range(0, rows.size())
                    .filter(i -> (int) rows.get(i, columns()) == group && rows.weight(i) > 0)
                    .toArray();
            double[][] x = Arrays.stream(members)
                    .mapToObj(i -> Arrays.copyOf(rows.get(i), columns()))
                    .toArray(double[][]::new);
            double[] weights = Arrays.stream(members).mapToDouble(rows::weight).toArray();
            of.add(Rows.of(x, Missing.LATENT).weighted(weights));
        }
        return new SampleMap(this, Sample.of(of));
    }

    @Override
    public Function<double[], Completion> posterior(double[] theta) {
        List<ImpliedMoments> implied = implied(theta);
        List<PatternCache<GaussianPosterior>> given = implied.stream()
                .map(at -> new PatternCache<>(KEPT, pattern -> GaussianPosterior.of(at, whole, pattern.observed())))
                .toList();
        return row -> {
            int g = group(row);
            double[] x = groups() == 1 ? row : Arrays.copyOf(row, columns());
            return singular(() -> given.get(g).of(Pattern.of(x)).completion(g, x));
        };
    }

    @Override
    public GroupMoments zero(double[] theta) {
        return new GroupMoments(
                implied(theta).stream().map(at -> new Moments(at.mean(whole))).toList());
    }

    @Override
    public void accumulate(double[] x, Completion q, double weight, GroupMoments into) {
        Moments moments = into.groups().get(q.group());
        moments.add(q.mean(), weight);
        moments.addCovariance(weight, q.open(), q.covariance());
    }

    @Override
    public double expectedLogJoint(double[] theta, GroupMoments s) {
        List<ImpliedMoments> implied = implied(theta);
        return singular(() -> parts(s).stream()
                .mapToDouble(p -> Slopes.logLikelihood(p, implied.get(p.group())))
                .sum());
    }

    private List<GroupSample> parts(GroupMoments s) {
        List<GroupSample> parts = new ArrayList<>();
        for (int g = 0; g < groups(); g++) {
            if (s.groups().get(g).weight() > 0) {
                parts.add(new GroupSample(g, whole, s.groups().get(g)));
            }
        }
        return parts;
    }

    /**
     * By scoring, whose steps are shortened until they rise.
     *
     * @throws DegenerateException if a variance falls to zero on the way: there is no maximum, as of rows that are too few
     */
    @Override
    public double[] maximize(GroupMoments s, double[] current) {
        List<GroupSample> parts = parts(s);
        double[] theta = Scoring.from(new Objective(this, parts, 0), current).theta();
        parts.forEach(part -> requireVariances(part, ImpliedMoments.of(this, theta, part.group())));
        return theta;
    }

    private void requireVariances(GroupSample part, ImpliedMoments at) {
        int[] moving = GenericPoint.moving(this, part.group());
        double[] second = part.moments().second();
        for (int j : moving) {
            int place = Arrays.binarySearch(whole, j);
            double squares = place < 0
                    ? 0
                    : second[place * (whole.length + 1)] / part.moments().weight();
            if (at.disturbances().getEntry(j, j) < VANISHED * squares) {
                throw new DegenerateException(Degeneracy.of(
                                "the residual variance of " + specification.variable(j)
                                        + " falls to zero, and the likelihood has no maximum",
                                "fit fewer parameters, or more rows")
                        .columns(specification.isColumn(j) ? List.of(j) : List.of()));
            }
        }
        double condition = singular(
                () -> Slopes.barrier(at, moving, new double[moving.length]).conditionNumber());
        if (condition * VANISHED > 1) {
            throw new DegenerateException(Degeneracy.of(
                            "residuals become linearly dependent, and the likelihood has no maximum",
                            "free fewer covariances of residuals, or fit more rows")
                    .conditionNumber(condition));
        }
    }

    @Override
    public double logPrior(double[] theta) {
        return specification.logPrior(theta);
    }

    @Override
    public Roundoff roundoff(double[] theta) {
        return singular(() -> implied(theta).stream()
                .map(at -> Roundoff.ofInverse(
                        Cholesky.of(at.covariance(whole), whole.length).conditionNumber()))
                .reduce(Roundoff.NONE, Roundoff::and));
    }

    private static <T> T singular(java.util.function.Supplier<T> density) {
        try {
            return density.get();
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracy.of(
                            "the covariance of columns and latent variables is singular to working precision",
                            "leave out a column that others determine, or use fewer factors")
                    .conditionNumber(e.inflation()));
        }
    }

    /** The parameters themselves. Where they are no covariances there is no density. */
    @Override
    public Optional<Chart<double[]>> chart(double[] theta) {
        return Optional.of(Chart.of(double[]::clone, double[]::clone));
    }

    /** Rows of the first group; of several groups each in turn is as likely as another. */
    @Override
    public Optional<Sampler<double[]>> sampler(double[] theta) {
        List<Function<RandomGenerator, double[]>> samplers =
                implied(theta).stream().map(at -> density(at).sampler()).toList();
        return Optional.of(random -> {
            int g = groups() == 1 ? 0 : random.nextInt(groups());
            double[] x = samplers.get(g).apply(random);
            if (groups() == 1) {
                return x;
            }
            double[] row = Arrays.copyOf(x, x.length + 1);
            row[x.length] = g;
            return row;
        });
    }

    private JointGaussian density(ImpliedMoments at) {
        int[] all = Slopes.all(columns());
        return JointGaussian.of(
                at.mean(all), at.covariance().getSubMatrix(all, all).getData());
    }

    @Override
    public Optional<Imputer<double[]>> imputer(double[] theta) {
        Function<double[], Completion> posterior = posterior(theta);
        return Optional.of((x, random) -> posterior.apply(x).draw(x, random));
    }

    @Override
    public String toString() {
        return "Structural equation model";
    }
}
