package org.em4j.factor.estep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The different maxima that several starts led to; what lies on an edge of the space of proper solutions is none, but where it is the highest.
 *
 * @param starts how many
 * @param logLikelihoods of the maxima, best first, in nats
 */
public record DistinctMaxima(int starts, List<Double> logLikelihoods) {
    private static final int LISTED = 5;

    /** Copies the list. */
    public DistinctMaxima {
        logLikelihoods = List.copyOf(logLikelihoods);
    }

    /**
     * The different maxima among the places where all starts ended.
     *
     * @param apart what differs by less is the same, in nats
     */
    public static DistinctMaxima of(List<Double> ends, double apart) {
        List<Double> different = new ArrayList<>();
        for (double end : ends.stream().sorted(Comparator.reverseOrder()).toList()) {
            if (different.isEmpty() || different.get(different.size() - 1) - end > apart) {
                different.add(end);
            }
        }
        return new DistinctMaxima(ends.size(), different);
    }

    /** A line, if there is something to say: nothing of one start. */
    public String describe() {
        if (logLikelihoods.isEmpty() || starts == 1) {
            return "";
        }
        return logLikelihoods.size() == 1
                ? "no other maximum was found from " + starts + " starts\n"
                : logLikelihoods.size() + " different maxima were found from " + starts
                        + " starts, this is the best; log-likelihoods"
                        + logLikelihoods.stream()
                                .limit(LISTED)
                                .map(m -> String.format(Locale.ROOT, " %.4f", m))
                                .collect(Collectors.joining())
                        + "\n";
    }
}
