package org.em4j.validation.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.StandardErrors;

/**
 * How often 95 % intervals hold what the data were drawn with.
 *
 * @param names of the quantities
 * @param errors from how many samples each had an error
 * @param held in how many of these its interval held the truth
 */
record Coverage(List<String> names, int[] errors, int[] held) {
    /**
     * A fit to drawn data.
     *
     * @param truth values of its quantities at what the data were drawn with
     */
    record Drawn(Fitted<?, ?> fitted, double[] truth) {
        private List<String> names() {
            return fitted.quantities().names();
        }

        private Map<String, Estimate> intervals(Function<Fitted<?, ?>, StandardErrors> method) {
            try {
                return method.apply(fitted).estimates().stream()
                        .collect(Collectors.toMap(Estimate::name, estimate -> estimate));
            } catch (NoInformationException e) {
                return Map.of();
            }
        }
    }

    /** Of so many samples, each a function of its number. */
    static Coverage of(
            Function<RandomGenerator, Drawn> draw, Function<Fitted<?, ?>, StandardErrors> method, int samples) {
        List<Drawn> fits = IntStream.range(0, samples)
                .parallel()
                .mapToObj(sample -> draw.apply(Randomness.of(1, sample)))
                .toList();
        List<String> names = fits.get(0).names();
        int[] errors = new int[names.size()];
        int[] held = new int[names.size()];
        List<Map<String, Estimate>> intervals =
                fits.parallelStream().map(fit -> fit.intervals(method)).toList();
        for (int sample = 0; sample < samples; sample++) {
            for (int q = 0; q < names.size(); q++) {
                Estimate e = intervals.get(sample).get(names.get(q));
                if (e != null) {
                    double truth = fits.get(sample).truth()[q];
                    errors[q]++;
                    held[q] += e.lower() <= truth && truth <= e.upper() ? 1 : 0;
                }
            }
        }
        return new Coverage(names, errors, held);
    }

    /** Of all quantities together. */
    double mean() {
        return (double) Arrays.stream(held).sum() / Arrays.stream(errors).sum();
    }

    /** The quantity whose intervals miss most often. */
    int least() {
        return IntStream.range(0, held.length).reduce(0, (a, b) -> at(b) < at(a) ? b : a);
    }

    double at(int q) {
        return (double) held[q] / errors[q];
    }

    /** Cells of a table: how often in a hundred, at least, and of which quantity. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f | %.1f | %s", 100 * mean(), 100 * at(least()), names.get(least()));
    }
}
