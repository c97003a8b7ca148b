package org.em4j.factor.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estep.LocalMaximum;

/**
 * A {@link ProjectedDescent} on the likelihood of what is observed. Uniquenesses themselves are its coordinates, not their
 * logarithms: zero is a place like any other there, with a slope that says whether it is a maximum.
 *
 * @param likelihood what is minimised
 * @param least bound of each uniqueness, as a part of the variance; it may be zero
 */
record ObservedSearch(ObservedLikelihood likelihood, double least) {
    /** The maximum uphill of parameters on the scale of correlations. */
    LocalMaximum from(FactorParameters theta) {
        double[] least = new double[likelihood.columns() * (2 + likelihood.q())];
        Arrays.fill(least, 0, noises(), Double.NEGATIVE_INFINITY);
        Arrays.fill(least, noises(), least.length, bound());
        double n = likelihood.correlations().n();
        return summit(new ProjectedDescent(likelihood::at, least, this::scales, n).from(coordinates(theta)));
    }

    private double[] coordinates(FactorParameters theta) {
        double[] v = likelihood.coordinates(theta);
        for (int i = noises(); i < v.length; i++) {
            v[i] = Math.max(v[i], bound());
        }
        return v;
    }

    /** With a prior no uniqueness comes near to zero, where it has no density. */
    private double bound() {
        return likelihood.prior() > 0 ? LocalMaximum.NEXT_TO_ZERO : least;
    }

    private int noises() {
        return likelihood.columns() * (1 + likelihood.q());
    }

    /** What complete data would have for second derivatives, inverted. */
    private double[] scales(double[] v) {
        double n = likelihood.correlations().n();
        double[] scales = new double[v.length];
        Arrays.setAll(scales, i -> i < noises() ? 1 / n : 2 * Math.max(v[i] * v[i], 1e-4) / n);
        return scales;
    }

    private LocalMaximum summit(ProjectedDescent.End end) {
        int d = likelihood.columns();
        double[] v = end.v();
        List<Integer> edge = IntStream.range(0, d)
                .filter(j -> end.held()[noises() + j])
                .boxed()
                .toList();
        double slope = 0;
        for (int i = noises(); i < v.length; i++) {
            double relative = Math.abs(v[i] * end.point().gradient()[i])
                    / likelihood.correlations().n();
            slope = end.held()[i] ? slope : Math.max(slope, relative);
        }
        List<Integer> flat = likelihood.prior() > 0 || edge.size() == d
                ? List.of()
                : Identification.undetermined(likelihood.information(v), likelihood.q(), edge);
        double[] uniquenesses = Arrays.copyOfRange(v, noises(), v.length);
        Arrays.setAll(uniquenesses, j -> Math.max(uniquenesses[j], LocalMaximum.NEXT_TO_ZERO));
        FactorParameters theta =
                new FactorParameters(Arrays.copyOf(v, d), Arrays.copyOfRange(v, d, noises()), uniquenesses);
        return new LocalMaximum(theta, likelihood.inUnits(end.point().loss()), edge, flat, slope);
    }
}
