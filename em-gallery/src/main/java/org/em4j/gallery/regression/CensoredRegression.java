package org.em4j.gallery.regression;

import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;

/**
 * Linear regression with normal errors, of which some responses are only known to lie above or below a limit: Tobit
 * regression (Tobin 1958), and with logs of times log-normal survival. Latent: those responses (Schmee and Hahn 1979). All
 * else is as in {@link LinearRegression}; with no covariates it is a normal distribution.
 *
 * <pre>{@code
 * CensoredRegression model = new CensoredRegression(0); // no covariates
 * List<CensoredRegression.Response> data = List.of(
 *         new CensoredRegression.Response(new double[] {3.7}, CensoredRegression.Seen.EXACTLY),
 *         new CensoredRegression.Response(new double[] {1.5}, CensoredRegression.Seen.EXACTLY),
 *         new CensoredRegression.Response(new double[] {0}, CensoredRegression.Seen.AT_MOST));
 * FullNormal start = FullNormal.of(new double[] {1}, new double[][] {{4}});
 * Fit<FullNormal> fit = new Em().fit(model, Observations.of(data), start);
 * }</pre>
 *
 * @param p number of covariates, 0 or more
 */
public record CensoredRegression(int p)
        implements LatentModel<
                CensoredRegression.Response, FullNormal, CensoredRegression.Deviation, LinearRegression.Whitened> {
    /** What is known of a response. */
    public enum Seen {
        /** The response itself. */
        EXACTLY,
        /** A response no less than the limit, as a time that was cut off: censored on the right. */
        AT_LEAST,
        /** A response no more than the limit: censored on the left. */
        AT_MOST
    }

    /**
     * An observation.
     *
     * @param row covariates {@code (p)}, and last the response or its limit
     * @param seen which of them it is
     */
    public record Response(double[] row, Seen seen) {}

    /** The posterior of an error: mean and variance in units of the errors' standard deviation, entropy of the response. */
    public record Deviation(double mean, double variance, double logEvidence, double entropy) implements Posterior {
        /** Of a normal error of which the sign times itself is at least so large; its log density has the peak. */
        private static Deviation beyond(double limit, int sign, double peak) {
            double v = limit / Math.sqrt(2);
            double log = limit < 0 ? Math.log1p(-Erfc.value(-v) / 2) : Math.log(Erfcx.value(v) / 2) - v * v;
            double hazard = Math.sqrt(2 / Math.PI) / Erfcx.value(v);
            double square = 1 + limit * hazard;
            return new Deviation(sign * hazard, square - hazard * hazard, log, square / 2 + log - peak);
        }
    }

    private LinearRegression all() {
        return new LinearRegression(p);
    }

    @Override
    public Function<Response, Deviation> posterior(FullNormal theta) {
        double peak = all().posterior(theta).apply(theta.mean()).logEvidence();
        return x -> {
            double error = LinearRegression.white(x.row(), theta)[p];
            return switch (x.seen()) {
                case EXACTLY -> new Deviation(error, 0, peak - error * error / 2, 0);
                case AT_LEAST -> Deviation.beyond(error, 1, peak);
                case AT_MOST -> Deviation.beyond(-error, -1, peak);
            };
        };
    }

    @Override
    public LinearRegression.Whitened zero(FullNormal theta) {
        return all().zero(theta);
    }

    @Override
    public void accumulate(Response x, Deviation q, double weight, LinearRegression.Whitened into) {
        double[] row = LinearRegression.white(x.row(), into.by());
        row[p] = q.mean();
        into.moments().add(row, weight);
        into.moments().addCovariance(weight, new int[] {p}, new double[] {q.variance()});
    }

    @Override
    public FullNormal maximize(LinearRegression.Whitened s, FullNormal current) {
        return all().maximize(s, current);
    }

    @Override
    public double expectedLogJoint(FullNormal theta, LinearRegression.Whitened s) {
        return all().expectedLogJoint(theta, s);
    }

    @Override
    public Roundoff roundoff(FullNormal theta) {
        return all().roundoff(theta);
    }

    @Override
    public Optional<Chart<FullNormal>> chart(FullNormal at) {
        return all().chart(at);
    }
}
