package org.em4j.report.text;

import java.util.Arrays;
import java.util.Locale;
import org.em4j.core.data.Rows;
import org.em4j.core.model.Sums;

/**
 * How well the classes of rows are told apart.
 *
 * @param entropy {@code -Σ_i w_i Σ_k r_ik log r_ik} of the responsibilities, in nats: 0 where all are certain
 * @param relative {@code 1 - entropy / (N log K)}: 1 where all are certain, 0 where nothing is known (Ramaswamy et al. 1993)
 */
public record Certainty(double entropy, double relative) {
    /** Of rows with these responsibilities {@code (n x K)}. */
    public static Certainty of(Rows rows, double[][] responsibilities) {
        double entropy = 0;
        for (int i = 0; i < responsibilities.length; i++) {
            entropy -= rows.weight(i)
                    * Arrays.stream(responsibilities[i])
                            .map(r -> Sums.xlogy(r, r))
                            .sum();
        }
        int size = responsibilities[0].length;
        return new Certainty(entropy, size == 1 ? 1 : 1 - entropy / (rows.totalWeight() * Math.log(size)));
    }

    String describe() {
        return String.format(
                Locale.ROOT, "relative entropy %.4f   entropy of the classes %.4f nats\n", relative, entropy);
    }
}
