package org.em4j.factor.structural.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.structural.model.GenericPoint;
import org.em4j.factor.structural.model.GroupSample;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.Scoring;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;

/**
 * Whether means and covariances determine the parameters of a model: by the rank of their Jacobian, at points at random or
 * at one point (Wald 1950, Bekker, Merckens and Wansbeek 1994). The information {@code JᵀWJ} has that rank.
 *
 * @param model what is asked about
 * @param moments number of means, variances and covariances that the data show
 * @param rank number of parameters, or of functions of them, that these determine
 * @param directions along which parameters {@code (p)} change and no moment does; p less the rank of them
 */
public record IdentificationRank(StructuralModel model, int moments, int rank, List<double[]> directions) {
    /**
     * Squares of singular values below this part of the largest are zero but for rounding, which leaves 1e-15 of them; the
     * smallest of identified models at random points are far above.
     */
    private static final double ZERO = 1e-10;

    /** A parameter with a smaller part in a direction does not move along it. */
    private static final double STILL = 1e-4;

    private static final int NAMED = 6;

    /** The rank is the same at almost all points: which two are looked at is a constant of the method. */
    private static final long ANY = 20;

    /** Almost everywhere: of two points at random that of the higher rank. */
    static IdentificationRank generally(StructuralModel model, Sample sample) {
        RandomGenerator random = Randomness.of(ANY);
        IdentificationRank one = at(model, sample, GenericPoint.point(model, random));
        IdentificationRank other = at(model, sample, GenericPoint.point(model, random));
        return other.rank > one.rank ? other : one;
    }

    /** At the given parameters. */
    public static IdentificationRank at(StructuralModel model, Sample sample, double[] theta) {
        double[][] information = new Objective(model, sample.parts(), 0)
                .at(theta)
                .orElseThrow(() -> new IllegalArgumentException("no covariances"))
                .information();
        int p = theta.length;
        double[] scale = Scoring.scale(information);
        double[][] scaled = new double[p][p];
        for (int k = 0; k < p; k++) {
            for (int l = 0; l < p; l++) {
                scaled[k][l] = (information[k][l] + information[l][k]) / (2 * scale[k] * scale[l]);
            }
        }
        List<double[]> flat = new ArrayList<>();
        if (p > 0) {
            Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(scaled, false));
            double[] values = axes.values();
            for (int a = 0; a < p; a++) {
                if (values[a] < ZERO * Math.max(1, values[0])) {
                    flat.add(axes.axis(a));
                }
            }
        }
        return new IdentificationRank(model, moments(sample), p - flat.size(), sparse(flat));
    }

    private static int moments(Sample sample) {
        Set<List<Integer>> seen = new HashSet<>();
        for (GroupSample part : sample.parts()) {
            for (int i : part.seen()) {
                if (sample.hasMeans()) {
                    seen.add(List.of(part.group(), i));
                }
                for (int j : part.seen()) {
                    if (j <= i) {
                        seen.add(List.of(part.group(), i, j));
                    }
                }
            }
        }
        return seen.size();
    }

    /** A space, spanned by vectors with as many zeros as elimination makes. */
    private static List<double[]> sparse(List<double[]> span) {
        List<double[]> rows = new ArrayList<>(span.stream().map(double[]::clone).toList());
        for (int r = 0; r < rows.size(); r++) {
            double[] row = rows.get(r);
            int pivot = IntStream.range(0, row.length).reduce(0, (k, l) -> Math.abs(row[l]) > Math.abs(row[k]) ? l : k);
            double top = row[pivot];
            Arrays.setAll(row, k -> row[k] / top);
            for (double[] other : rows) {
                if (other != row) {
                    double times = other[pivot];
                    Arrays.setAll(other, k -> other[k] - times * row[k]);
                }
            }
        }
        return rows;
    }

    /** Whether everything is determined. */
    public boolean holds() {
        return directions.isEmpty();
    }

    /** Moments less what is determined of the parameters. */
    public int degreesOfFreedom() {
        return moments - rank;
    }

    /** The parameters that move along the first direction, zero-based. */
    List<Integer> moving() {
        double[] v = directions.get(0);
        double most = Arrays.stream(v).map(Math::abs).max().orElse(0);
        return IntStream.range(0, v.length)
                .filter(k -> Math.abs(v[k]) > STILL * most)
                .boxed()
                .toList();
    }

    /** Why it does not hold, and what usually helps. */
    public Degeneracy degeneracy() {
        int p = model.freeParameters();
        String cause = "not identified: " + together() + ", and no variance, covariance or mean changes ("
                + p + " parameters, of which " + moments + " moments determine " + rank + ": "
                + degreesOfFreedom() + " degrees of freedom, not " + (moments - p) + ")";
        return Degeneracy.of(cause, remedy()).columns(columns());
    }

    /**
     * Why the model is not identified where it is the estimate that leaves the parameters open, as a correlation of
     * zero may.
     */
    Degeneracy atEstimate() {
        Degeneracy general = degeneracy();
        return Degeneracy.of(
                        "at the estimate " + general.cause() + "; other data would determine them", general.remedy())
                .columns(general.columns());
    }

    private String together() {
        List<String> names = model.specification().names();
        List<Integer> moving = moving();
        List<String> named = new ArrayList<>(
                moving.stream().limit(NAMED).map(k -> "the " + names.get(k)).toList());
        if (moving.size() > NAMED) {
            named.add((moving.size() - NAMED) + " parameters more");
        }
        return named.size() == 1
                ? named.get(0) + " can change"
                : named.stream().limit(named.size() - 1).collect(Collectors.joining(", ")) + " and "
                        + named.get(named.size() - 1) + " can change together";
    }

    /** Columns of which parameters move. */
    private List<Integer> columns() {
        Specification s = model.specification();
        return moving().stream()
                .flatMap(k -> s.termsOf(k).stream())
                .filter(t -> s.isColumn(t.row()))
                .map(Term::row)
                .distinct()
                .sorted()
                .toList();
    }

    private String remedy() {
        return Remedies.of(model.specification(), Set.copyOf(moving()));
    }
}
