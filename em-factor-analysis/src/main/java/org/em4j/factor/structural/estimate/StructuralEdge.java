package org.em4j.factor.structural.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.structural.model.GenericPoint;
import org.em4j.factor.structural.model.ImpliedMoments;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;

/**
 * How near some parameters are to the edge of their space: a direction of disturbances, in standard deviations of the
 * variables, along which S has a small variance.
 *
 * @param group zero-based
 * @param variables of the direction, ascending
 * @param direction their parts in it
 * @param variance of S along it, beyond the bounds of the variances
 */
record StructuralEdge(int group, List<Integer> variables, double[] direction, double variance) {
    /** Less of a direction is not counted. */
    private static final double PART = 0.02;

    /** The smallest of each set of disturbances that covary. */
    static List<StructuralEdge> of(StructuralModel model, double[] theta) {
        List<StructuralEdge> edges = new ArrayList<>();
        for (int g = 0; g < model.groups(); g++) {
            ImpliedMoments at = ImpliedMoments.of(model, theta, g);
            for (List<Integer> block : blocks(model, g)) {
                edges.addAll(of(model, g, at, block));
            }
        }
        return edges;
    }

    private static List<StructuralEdge> of(StructuralModel model, int group, ImpliedMoments at, List<Integer> block) {
        int m = block.size();
        RealMatrix s = MatrixUtils.createRealMatrix(m, m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                int v = block.get(i);
                int w = block.get(j);
                double bound = v == w ? bound(model, group, v) : 0;
                s.setEntry(i, j, (at.disturbances().getEntry(v, w) - bound) / at.sd(v) / at.sd(w));
            }
        }
        Spectrum axes = Spectrum.of(s);
        List<StructuralEdge> edges = new ArrayList<>();
        for (int a = 0; a < m; a++) {
            double[] v = axes.axis(a);
            int[] parts =
                    IntStream.range(0, m).filter(i -> Math.abs(v[i]) > PART).toArray();
            edges.add(new StructuralEdge(
                    group,
                    Arrays.stream(parts).mapToObj(block::get).toList(),
                    Arrays.stream(parts).mapToDouble(i -> v[i]).toArray(),
                    axes.values()[a]));
        }
        return edges;
    }

    private static double bound(StructuralModel model, int group, int variable) {
        return model.terms(group).stream()
                .filter(t -> t.isVariance() && t.row() == variable)
                .mapToDouble(model.specification()::bound)
                .findFirst()
                .orElse(0);
    }

    /** Variables whose disturbances covary, directly or through others; those that are fixed altogether left out. */
    private static List<List<Integer>> blocks(StructuralModel model, int group) {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int i : GenericPoint.moving(model, group)) {
            blocks.add(new ArrayList<>(List.of(i)));
        }
        List<Term> terms = model.terms(group).stream()
                .filter(t -> t.kind() == Term.Kind.COVARIANCE)
                .toList();
        for (Term t : terms) {
            List<Integer> one = block(blocks, t.row());
            List<Integer> other = block(blocks, t.column());
            if (one != other && !(t.isFixed() && t.value() == 0)) {
                one.addAll(other);
                blocks.remove(other);
            }
        }
        return blocks.stream()
                .filter(b -> terms.stream().anyMatch(t -> !t.isFixed() && b.contains(t.row())))
                .map(b -> b.stream().sorted().toList())
                .toList();
    }

    @SuppressWarnings("MixedMutabilityReturnType")
    private static List<Integer> block(List<List<Integer>> blocks, int variable) {
        return blocks.stream().filter(b -> b.contains(variable)).findFirst().orElseGet(List::of);
    }

    /** Whether it is one variable's own variance. */
    boolean isVariance() {
        return variables.size() == 1;
    }

    /** What happens there. */
    String words(Specification s) {
        List<String> names = variables.stream().map(s::variable).toList();
        boolean columns = variables.stream().allMatch(s::isColumn);
        if (isVariance()) {
            return "the " + (columns ? "uniqueness of " : "variance of ") + names.get(0) + " falls to zero";
        }
        if (variables.size() == 2) {
            String sign = direction[0] * direction[1] < 0 ? "1" : "-1";
            return (columns ? "the residuals of " : "") + names.get(0) + " and " + names.get(1) + " correlate " + sign;
        }
        return (columns ? "the residuals of " : "")
                + names.stream().limit(names.size() - 1).collect(Collectors.joining(", ")) + " and "
                + names.get(names.size() - 1) + " are linearly dependent";
    }
}
