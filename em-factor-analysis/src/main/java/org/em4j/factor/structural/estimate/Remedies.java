package org.em4j.factor.structural.estimate;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.model.Term.Kind;

/** What is usually fixed where some parameters can change together: fixing any one of them takes that freedom away. */
final class Remedies {
    private Remedies() {}

    static String of(Specification s, Set<Integer> moving) {
        return Stream.of(scale(s, moving), single(s, moving), pair(s, moving), crossed(s, moving))
                .filter(remedy -> !remedy.isEmpty())
                .findFirst()
                .orElseGet(() -> "fix one of them, or set two of them equal");
    }

    /** A latent variable that has no unit. */
    private static String scale(Specification s, Set<Integer> moving) {
        return latents(s)
                .filter(a -> moves(s, moving, Kind.COVARIANCE, a, a)
                        && paths(s, a).stream().allMatch(t -> moving.contains(t.parameter())))
                .mapToObj(a -> "give " + s.variable(a) + " a unit: fix its variance or one of its loadings at 1")
                .findFirst()
                .orElse("");
    }

    /** A latent variable with one column. */
    private static String single(Specification s, Set<Integer> moving) {
        return latents(s)
                .filter(a -> paths(s, a).size() == 1)
                .map(a -> paths(s, a).get(0).row())
                .filter(j -> moves(s, moving, Kind.COVARIANCE, j, j))
                .mapToObj(j -> "fix the uniqueness of " + s.variable(j) + " at 0 (or at what is known of its error)")
                .findFirst()
                .orElse("");
    }

    /** A latent variable with two columns that is related to nothing else. */
    private static String pair(Specification s, Set<Integer> moving) {
        return latents(s)
                .filter(a -> {
                    List<Term> on = paths(s, a);
                    return on.size() == 2 && on.stream().allMatch(t -> moving.contains(t.parameter()));
                })
                .mapToObj(a -> "set the two loadings of " + s.variable(a) + " equal, let it correlate with another"
                        + " factor, or give it a third column")
                .findFirst()
                .orElse("");
    }

    /** A column that loads on several. */
    private static String crossed(Specification s, Set<Integer> moving) {
        return IntStream.range(0, s.columns().size())
                .filter(j -> s.terms().stream()
                                .filter(t -> t.isPath() && t.row() == j)
                                .filter(t -> moving.contains(t.parameter()))
                                .count()
                        > 1)
                .mapToObj(j -> {
                    List<Term> on = s.terms().stream()
                            .filter(t -> t.isPath() && t.row() == j && moving.contains(t.parameter()))
                            .toList();
                    return "let fewer columns load on several factors: leave out, for one, the loading of "
                            + s.variable(j) + " on "
                            + s.variable(on.get(on.size() - 1).column());
                })
                .findFirst()
                .orElse("");
    }

    private static IntStream latents(Specification s) {
        return IntStream.range(
                s.columns().size(), s.columns().size() + s.latents().size());
    }

    /** Loadings on a latent variable, of the first group. */
    private static List<Term> paths(Specification s, int latent) {
        return s.terms().stream()
                .filter(t -> t.isPath() && t.group() == 0 && t.column() == latent)
                .toList();
    }

    private static boolean moves(Specification s, Set<Integer> moving, Kind kind, int row, int column) {
        return s.terms().stream()
                .anyMatch(t ->
                        t.kind() == kind && t.row() == row && t.column() == column && moving.contains(t.parameter()));
    }
}
