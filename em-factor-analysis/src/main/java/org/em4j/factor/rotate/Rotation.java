package org.em4j.factor.rotate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.search.Restarts;

/**
 * A rotation of factors: a criterion, whether rows are brought to length one before (Kaiser), what follows it, and from how
 * many starts it is sought.
 *
 * @param name such as {@code varimax}
 * @param criterion what is made small
 * @param oblique whether the factors may correlate afterwards
 * @param weighting of the columns while it is
 * @param promax power of the target that oblique factors are fitted to afterwards (Hendrickson and White 1964); 0 for none
 * @param restarts starts, the first of them the loadings as they are
 */
public record Rotation(
        String name, RotationCriterion criterion, boolean oblique, Weighting weighting, int promax, Restarts restarts) {
    /** How much each column counts in a criterion. */
    public enum Weighting {
        /** By its loadings, as they are. */
        RAW,
        /** All the same: rows of the loadings are brought to length one before the rotation, and back after it. */
        KAISER
    }

    /**
     * Values of a criterion closer than this are the same local minimum. They are powers of loadings, not nats: what
     * {@link org.em4j.core.fit.search.Optima} calls the same maximum has no meaning here, where no data are.
     */
    private static final double SAME = 1e-7;

    /** A part of the loadings that is smaller is rounding. */
    private static final double DEPENDENT = 1e-12;

    private static final Restarts STARTS = new Restarts(20);

    /** Of criteria with many local minima. */
    private static final Restarts MANY = new Restarts(50);

    /** Varimax with Kaiser's weighting, as R's factanal. */
    public static final Rotation VARIMAX =
            new Rotation("varimax", Quartic.orthomax(1), false, Weighting.KAISER, 0, STARTS);

    /** Promax of power 4 on {@link #VARIMAX}, as R's factanal. */
    public static final Rotation PROMAX = promax(4);

    /** Quartimax. */
    public static final Rotation QUARTIMAX =
            orthogonal("quartimax", Quartic.orthomax(0)).restarts(STARTS);

    /** Direct quartimin, the oblimin with gamma 0. */
    public static final Rotation OBLIMIN =
            oblique("oblimin", Quartic.oblimin(0)).restarts(STARTS);

    /** Geomin with epsilon 0.01. */
    public static final Rotation GEOMIN = oblique("geomin", new RotationCriterion.Geomin(0.01));

    /** Promax on varimax with Kaiser's weighting, of some power. */
    public static Rotation promax(int power) {
        if (power < 2) {
            throw new IllegalArgumentException("promax raises loadings to a power: use 2 or more, 4 is usual");
        }
        return new Rotation("promax", Quartic.orthomax(1), true, Weighting.KAISER, power, STARTS);
    }

    /** A criterion over factors that do not correlate. */
    public static Rotation orthogonal(String name, RotationCriterion criterion) {
        return new Rotation(name, criterion, false, Weighting.RAW, 0, MANY);
    }

    /** A criterion over factors that may correlate. */
    public static Rotation oblique(String name, RotationCriterion criterion) {
        return new Rotation(name, criterion, true, Weighting.RAW, 0, MANY);
    }

    /** All rotations that have a name: those whose name ends in T keep factors uncorrelated, as GPArotation calls them. */
    public static List<Rotation> all() {
        return List.of(
                VARIMAX,
                PROMAX,
                QUARTIMAX,
                OBLIMIN,
                GEOMIN,
                orthogonal("geominT", GEOMIN.criterion),
                orthogonal("equamax", Quartic.equamax()),
                orthogonal("parsimax", Quartic.parsimax()),
                oblique("bentler", new RotationCriterion.Bentler()),
                orthogonal("bentlerT", new RotationCriterion.Bentler()),
                oblique("infomax", new RotationCriterion.Infomax()),
                orthogonal("infomaxT", new RotationCriterion.Infomax()),
                oblique("bifactor", new RotationCriterion.Bifactor()),
                orthogonal("bifactorT", new RotationCriterion.Bifactor()),
                orthogonal("entropy", new RotationCriterion.Entropy()),
                oblique("simplimax", new RotationCriterion.Simplimax(0)));
    }

    /** A copy with another name, such as one that tells a parameter. */
    public Rotation name(String other) {
        return new Rotation(other, criterion, oblique, weighting, promax, restarts);
    }

    /** A copy with another weighting of the columns. */
    public Rotation weighting(Weighting other) {
        return new Rotation(name, criterion, oblique, other, promax, restarts);
    }

    /** A copy that is sought from other starts. */
    public Rotation restarts(Restarts other) {
        return new Rotation(name, criterion, oblique, weighting, promax, other);
    }

    /** Whether factors may correlate while the criterion is made small; promax has it so only behind its target. */
    private boolean turnsObliquely() {
        return oblique && promax == 0;
    }

    /** Rotates loadings {@code (d x q)} on the scale of correlations, from seed 1. */
    public RotatedLoadings rotate(double[][] loadings) {
        return rotate(loadings, new Execution());
    }

    /**
     * Rotates loadings {@code (d x q)} on the scale of correlations; random starts are drawn from an execution's seed.
     *
     * @throws InvalidDataException if the criterion says nothing of so many columns or factors
     */
    public RotatedLoadings rotate(double[][] loadings, Execution execution) {
        int q = loadings[0].length;
        criterion.require(loadings.length, q);
        RealMatrix a = new Array2DRowRealMatrix(loadings);
        RealMatrix weighted = scaled(a, lengths(loadings));
        GradientProjection descent = new GradientProjection(criterion, turnsObliquely(), weighted);
        List<GradientProjection.End> ends = new ArrayList<>();
        RandomGenerator random = execution.random();
        for (int run = 0; run < (q == 1 ? 1 : restarts.runs()); run++) {
            ends.add(descent.from(run == 0 ? MatrixUtils.createRealIdentityMatrix(q) : random(q, random)));
        }
        double best =
                ends.stream().mapToDouble(GradientProjection.End::value).min().orElseThrow();
        RealMatrix turn = ends.stream()
                .filter(e -> e.value() <= best + SAME * 1e-3)
                .findFirst()
                .orElseThrow()
                .turn();
        return RotatedLoadings.of(this, a, transformation(turn, weighted, lengths(loadings)), best, distinct(ends));
    }

    /**
     * Rotates loadings that are near to others as those are: to the local minimum downhill from there, with the factors in the
     * same order and of the same signs. It is a smooth function of the loadings, whatever rotation they had.
     */
    public RotatedLoadings near(double[][] loadings, RotatedLoadings others) {
        RealMatrix a = new Array2DRowRealMatrix(loadings);
        RealMatrix weighted = scaled(a, lengths(loadings));
        RealMatrix u = new Array2DRowRealMatrix(others.transformation());
        RealMatrix start =
                turnsObliquely() ? GradientProjection.inverse(u).transpose() : GradientProjection.nearestOrthogonal(u);
        GradientProjection.End end = new GradientProjection(criterion, turnsObliquely(), weighted).from(start);
        return RotatedLoadings.by(
                this, a, transformation(end.turn(), weighted, lengths(loadings)), end.value(), others.minima());
    }

    private double[] lengths(double[][] loadings) {
        return Arrays.stream(loadings)
                .mapToDouble(row -> weighting == Weighting.RAW ? 1 : length(row))
                .toArray();
    }

    /** U of a minimum of the criterion, and of the target behind it. */
    private RealMatrix transformation(RealMatrix turn, RealMatrix weighted, double[] lengths) {
        RealMatrix u = turnsObliquely() ? GradientProjection.inverse(turn).transpose() : turn;
        return promax > 0 ? u.multiply(target(weighted.multiply(u), lengths)) : u;
    }

    private static double length(double[] row) {
        double length = new ArrayRealVector(row, false).getNorm();
        return length > 0 ? length : 1;
    }

    /** Rows divided by lengths. */
    private static RealMatrix scaled(RealMatrix a, double[] lengths) {
        RealMatrix scaled = a.copy();
        for (int j = 0; j < lengths.length; j++) {
            scaled.setRowVector(j, a.getRowVector(j).mapDivide(lengths[j]));
        }
        return scaled;
    }

    /** Any orthogonal matrix, none more likely than another: mirrored ones, too, which a target tells apart (Mezzadri 2007). */
    private static RealMatrix random(int q, RandomGenerator random) {
        double[][] white = new double[q][q];
        for (double[] row : white) {
            Arrays.setAll(row, a -> random.nextGaussian());
        }
        QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(white, false));
        RealMatrix turn = qr.getQ();
        for (int a = 0; a < q; a++) {
            turn.setColumnVector(
                    a, turn.getColumnVector(a).mapMultiply(Math.signum(qr.getR().getEntry(a, a))));
        }
        return turn;
    }

    /**
     * The transformation that brings loadings nearest to their own powers, of factors with variance one; none, the identity,
     * where one column of them follows from others, as of more factors than the data have: then many are as near.
     */
    private RealMatrix target(RealMatrix weighted, double[] lengths) {
        RealMatrix x = weighted.copy();
        RealMatrix powers = x.copy();
        for (int j = 0; j < lengths.length; j++) {
            for (int a = 0; a < x.getColumnDimension(); a++) {
                double l = x.getEntry(j, a) * lengths[j];
                x.setEntry(j, a, l);
                powers.setEntry(j, a, l * Math.pow(Math.abs(l), promax - 1));
            }
        }
        DecompositionSolver nearest = new QRDecomposition(x, DEPENDENT * x.getNorm()).getSolver();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(x.getColumnDimension());
        RealMatrix u = nearest.isNonSingular() ? nearest.solve(powers) : identity;
        DecompositionSolver squares = new LUDecomposition(u.transpose().multiply(u), 0).getSolver();
        if (!squares.isNonSingular()) {
            return identity;
        }
        RealMatrix inverse = squares.getInverse();
        for (int a = 0; a < u.getColumnDimension(); a++) {
            u.setColumnVector(a, u.getColumnVector(a).mapMultiply(Math.sqrt(inverse.getEntry(a, a))));
        }
        return u;
    }

    private static int distinct(List<GradientProjection.End> ends) {
        double[] values = ends.stream()
                .mapToDouble(GradientProjection.End::value)
                .sorted()
                .toArray();
        int distinct = 1;
        for (int i = 1; i < values.length; i++) {
            distinct += values[i] - values[i - 1] > SAME * Math.max(1, Math.abs(values[0])) ? 1 : 0;
        }
        return distinct;
    }

    @Override
    public String toString() {
        return name;
    }
}
