package org.em4j.validation.reproduce.em3695.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** What the joint distribution and the posterior look like. */
public final class FactorPictures {
    private FactorPictures() {}

    /** The joint covariance, as the product builds it. */
    public static Picture blocks(FactorCase at) {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(1, at.q()).forEach(a -> names.add("z" + a));
        IntStream.rangeClosed(1, at.d()).forEach(j -> names.add("x" + j));
        double[][] c = at.model().joint(at.theta()).covariance();
        return new Picture(
                "joint-covariance",
                "The joint covariance of three factors and the children's nine tests. Upper left: the factors, I. Beside"
                        + " and below them: the loadings, Λᵀ and Λ. Lower right: the tests, ΛΛᵀ + Ψ; three tests that"
                        + " share a factor make a block.",
                List.of(new Heatmap("covariance of (z; x)", names, c)));
    }

    /** Prior, likelihood and posterior of one factor, at three rows. */
    public static Picture posterior(FactorCase at) {
        return new Picture(
                "posterior",
                "The posterior of one factor for three children. The curve is the library's normal density, from 3695dxf"
                        + " and 3695dxg; the points are prior times likelihood, divided by their integral.",
                List.of(posterior(at, 0, "density"), posterior(at, 60, ""), posterior(at, 240, "")));
    }

    private static Picture.Panel posterior(FactorCase at, int i, String axis) {
        double[] grid =
                IntStream.rangeClosed(0, 160).mapToDouble(z -> -4 + 0.05 * z).toArray();
        double[] points =
                IntStream.rangeClosed(0, 40).mapToDouble(z -> -4 + 0.2 * z).toArray();
        double[] row = at.x()[i];
        FactorPosterior scores = at.model().posterior(at.theta()).apply(row);
        JointGaussian q = JointGaussian.of(scores.mean(), scores.covariance());
        double evidence = evidence(at, row);
        return new Plot(
                "child " + (i + 1),
                Axis.linear("factor z"),
                Axis.linear(axis),
                List.of(
                        curve(
                                "prior P(z)",
                                grid,
                                Mark.DASHES,
                                0.5,
                                z -> Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)),
                        curve("Q(z) of the library", grid, Mark.LINE, 0, z -> Math.exp(q.logDensity(new double[] {z}))),
                        curve(
                                "P(x, z) / ∫ P(x, z) dz",
                                points,
                                Mark.POINTS,
                                1,
                                z -> Math.exp(at.logJoint(new double[] {z}, row)) / evidence)));
    }

    /** {@code ∫ P(x, z) dz} by the trapezoid rule. */
    private static double evidence(FactorCase at, double[] row) {
        double mass = 0;
        for (double z = -10; z < 10; z += 0.1) {
            mass += 0.1 * Math.exp(at.logJoint(new double[] {z}, row));
        }
        return mass;
    }

    private static Series curve(String name, double[] x, Mark mark, double colour, DoubleUnaryOperator f) {
        return new Series(name, x, Arrays.stream(x).map(f).toArray(), mark, colour);
    }
}
