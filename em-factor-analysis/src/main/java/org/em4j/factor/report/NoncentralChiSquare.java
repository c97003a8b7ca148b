package org.em4j.factor.report;

import org.apache.commons.math3.complex.Complex;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * The noncentral chi-square distribution, the sum of squares of normal variables of unit variance. The work does not grow with
 * the noncentrality: a small one mixes central distributions by a Poisson distribution, of which a few hundred count; a
 * large one is an integral over the moment generating function through its saddle point (Rice 1968; Helstrom and Ritcey 1985).
 *
 * @param degreesOfFreedom k, positive
 * @param noncentrality λ, zero or more
 */
record NoncentralChiSquare(double degreesOfFreedom, double noncentrality) {
    /** From here on {@code exp(-λ/2)}, what the integrand falls to, is less than any rounding. */
    private static final double LARGE = 2_000;

    /** Terms of a Poisson mixture below this part of one do not count. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Least distance of the path from the pole at zero, in standard deviations' inverses. */
    private static final double FROM_THE_POLE = 2;

    /** Step of the trapezoidal rule in the same unit: its error is {@code exp(-2π FROM_THE_POLE / STEP)}, 4e-22. */
    private static final double STEP = 0.25;

    /** Probability of at most x. */
    double cumulative(double x) {
        if (x <= 0) {
            return 0;
        }
        return noncentrality < LARGE ? mixture(x) : integral(x);
    }

    private double mixture(double x) {
        if (noncentrality == 0) {
            return central(0, x);
        }
        PoissonDistribution poisson = PoissonDistribution.of(noncentrality / 2);
        int mode = (int) (noncentrality / 2);
        double sum = 0;
        for (int k = mode; k >= 0 && poisson.probability(k) >= NEGLIGIBLE; k--) {
            sum += poisson.probability(k) * central(k, x);
        }
        for (int k = mode + 1; poisson.probability(k) >= NEGLIGIBLE; k++) {
            sum += poisson.probability(k) * central(k, x);
        }
        return Math.min(1, sum);
    }

    private double central(int k, double x) {
        return ChiSquaredDistribution.of(degreesOfFreedom + 2.0 * k).cumulativeProbability(x);
    }

    /**
     * {@code 1/2πi ∫ exp(K(t) - tx) / t dt} along a line t₀ + iy: the upper tail where t₀ is positive, minus the lower where it is
     * negative. With {@code u = 1 - 2t} the saddle point solves {@code x u² - k u - λ = 0}.
     */
    private double integral(double x) {
        double root = Math.sqrt(degreesOfFreedom * degreesOfFreedom + 4 * noncentrality * x);
        double u = (degreesOfFreedom + root) / (2 * x);
        double saddle = (1 - u) / 2;
        double width = 1 / Math.sqrt((4 * noncentrality / u + 2 * degreesOfFreedom) / (u * u)); // 1 / sqrt K''
        double aside = Math.copySign(Math.max(Math.abs(saddle), FROM_THE_POLE * width), saddle);
        double h = STEP * width;
        double sum = integrand(aside, 0, x) / 2;
        double largest = Math.abs(sum);
        for (int i = 1; ; i++) {
            double size = Math.exp(exponent(aside, i * h, x).getReal()) / Math.hypot(aside, i * h);
            if (!(size > NEGLIGIBLE * largest)) { // also where all of it is less than the least double
                break;
            }
            sum += integrand(aside, i * h, x);
        }
        double tail = Math.max(0, Math.min(1, Math.abs(sum * h / Math.PI)));
        return aside > 0 ? 1 - tail : tail;
    }

    private double integrand(double t, double y, double x) {
        return exponent(t, y, x).exp().divide(new Complex(t, y)).getReal();
    }

    /** {@code K(t + iy) - (t + iy) x}, what cancels taken together: {@code t(λ - x) + 2λt²/(1 - 2t) - k/2 log(1 - 2t)}. */
    private Complex exponent(double t, double y, double x) {
        Complex at = new Complex(t, y);
        Complex rest = new Complex(1 - 2 * t, -2 * y);
        return at.multiply(noncentrality - x)
                .add(at.multiply(at).multiply(2 * noncentrality).divide(rest))
                .subtract(rest.log().multiply(degreesOfFreedom / 2));
    }
}
