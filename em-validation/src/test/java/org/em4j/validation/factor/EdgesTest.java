package org.em4j.validation.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.validation.Page;
import org.junit.jupiter.api.Test;

/** Every fit of factor analysis ends by its right name: what another program finds the likelihood to be like. */
class EdgesTest {
    private static final int SAMPLE = 14;
    private static final int ALL = 2000;
    private static final int STARTS = 25;

    /** Log-likelihoods closer than that are the same, in nats; it is what the other program may still have had to climb. */
    private static final double SAME = 1e-3;

    /** What rounding leaves of log-likelihoods of some thousands: a place inside that is as high as the edge is a maximum. */
    private static final double ROUNDING = 1e-9;

    /** A uniqueness that is zero, of which the other program sees the square of a root. */
    private static final double ZERO = 1e-6;

    /** What a set is, or is said to be. */
    private enum Verdict {
        INTERIOR,
        HEYWOOD,
        NOT_IDENTIFIED
    }

    /** How often what was said what; and how often the other program was below, or above. */
    private static final class Tally {
        int sets;
        int interior;
        int heywood;
        int unidentified;
        int refused;
        int below;
        final List<String> misnamed = new ArrayList<>();
    }

    private static FactorEstimate estimate(FactorData data) {
        if (data.kind() != FactorData.Kind.GAPS) {
            return new FactorAnalysisEstimator(data.q()).fit(Rows.of(data.x()));
        }
        Rows rows = Rows.of(data.x(), Missing.LATENT);
        return new FactorAnalysisEstimator(data.q()).fit(FactorSample.of(rows, moments(rows)));
    }

    private static Moments moments(Rows rows) {
        try {
            return ReferenceModels.moments(rows);
        } catch (DegenerateException e) {
            return MeanImputedMoments.of(rows);
        }
    }

    private static void judge(FactorData data, int number, Tally tally) {
        tally.sets++;
        if (!data.isProper()) {
            tally.refused++;
            return;
        }
        FactorEstimate estimate = estimate(data);
        DirectLikelihood other = new DirectLikelihood(data.standardised(), data.q());
        List<DirectLikelihood.End> ends =
                other.ends(STARTS, coordinates(data, estimate.theta(), other), Randomness.of(number));
        double best = -ends.get(0).loss() - data.shift();
        double found = estimate.maxima().isEmpty()
                ? Double.NEGATIVE_INFINITY
                : estimate.maxima().get(0);
        Verdict said = said(estimate);
        boolean free = free(ends);
        Verdict is = free ? Verdict.NOT_IDENTIFIED : ends.get(0).least() < ZERO ? Verdict.HEYWOOD : Verdict.INTERIOR;
        if (best < found - SAME) {
            tally.below++;
        }
        boolean either = ends.stream()
                        .filter(e -> e.loss() < ends.get(0).loss() + SAME)
                        .anyMatch(e -> (e.least() < ZERO ? Verdict.HEYWOOD : Verdict.INTERIOR) == said)
                || (said == Verdict.INTERIOR && found > best - ROUNDING); // as high as the edge, and attained
        if (found < best - SAME || (is != said && (is == Verdict.NOT_IDENTIFIED || !either))) {
            tally.misnamed.add("set %d, %d factors, %d x %d: %s, %.5f, where %s, %.5f: %s; %s"
                    .formatted(
                            number,
                            data.q(),
                            data.x().length,
                            data.x()[0].length,
                            said,
                            found,
                            is,
                            best,
                            Arrays.toString(ends.get(0).uniquenesses()),
                            estimate.fit().describe()));
        }
        tally.interior += said == Verdict.INTERIOR ? 1 : 0;
        tally.heywood += said == Verdict.HEYWOOD ? 1 : 0;
        tally.unidentified += said == Verdict.NOT_IDENTIFIED ? 1 : 0;
    }

    private static double[] coordinates(FactorData data, FactorParameters theta, DirectLikelihood other) {
        double[] mean = theta.mean();
        double[] sd = data.deviations();
        double[] means = data.means();
        double[][] loadings = theta.loadings();
        double[] psi = theta.uniquenesses();
        for (int j = 0; j < mean.length; j++) {
            double s = sd[j];
            mean[j] = (mean[j] - means[j]) / s;
            loadings[j] = Arrays.stream(loadings[j]).map(l -> l / s).toArray();
            psi[j] /= s * s;
        }
        return other.coordinates(mean, loadings, psi);
    }

    private static Verdict said(FactorEstimate estimate) {
        if (estimate.fit() instanceof Fit.Converged) {
            return Verdict.INTERIOR;
        }
        return estimate.fit().describe().contains("a Heywood case") ? Verdict.HEYWOOD : Verdict.NOT_IDENTIFIED;
    }

    /** Whether climbs ended equally high at many places. */
    private static boolean free(List<DirectLikelihood.End> ends) {
        List<double[]> places = new ArrayList<>();
        for (DirectLikelihood.End end : ends) {
            boolean high = end.loss() < ends.get(0).loss() + 1e-7;
            boolean known = places.stream().anyMatch(p -> distance(p, end.uniquenesses()) < 1e-2);
            if (high && !known) {
                places.add(end.uniquenesses());
            }
        }
        return places.size() > 5;
    }

    private static double distance(double[] a, double[] b) {
        double most = 0;
        for (int j = 0; j < a.length; j++) {
            most = Math.max(most, Math.abs(a[j] - b[j]));
        }
        return most;
    }

    @Test
    void noneIsMisnamed() {
        Map<FactorData.Kind, Tally> tallies = new EnumMap<>(FactorData.Kind.class);
        int sets = Integer.getInteger("em4j.sets", Page.isLong() ? ALL : SAMPLE);
        for (int i = 0; i < sets; i++) {
            FactorData data = FactorData.of(i);
            judge(data, i, tallies.computeIfAbsent(data.kind(), k -> new Tally()));
        }
        Page.write("factor-analysis.md", page(tallies));
        assertEquals(
                List.of(),
                tallies.values().stream().flatMap(t -> t.misnamed.stream()).toList());
        assertTrue(tallies.values().stream().mapToInt(t -> t.heywood).sum() > sets / 10, "Heywood cases are common");
    }

    /** The page, with its table of such sets made anew. */
    private static String page(Map<FactorData.Kind, Tally> tallies) {
        StringBuilder table = new StringBuilder()
                .append(
                        "| columns | sets | maximum | Heywood case | not identified | refused | the other below | misnamed |")
                .append('\n')
                .append("|---|---|---|---|---|---|---|---|")
                .append('\n');
        tallies.forEach((kind, t) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d |%n",
                kind.name().toLowerCase(Locale.ROOT),
                t.sets,
                t.interior,
                t.heywood,
                t.unidentified,
                t.refused,
                t.below,
                t.misnamed.size())));
        String page = Page.read("factor-analysis.md");
        String begin = "<!-- edges -->\n";
        String end = "<!-- end of edges -->";
        return page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
    }
}
