package org.em4j.factor.structural.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Scoring;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.model.Term.Kind;

/**
 * What setting an entry free that is zero would gain, by the score test (Soerbom 1989).
 *
 * @param names left, operator, right and group of the entry
 * @param index by how much chi-square would fall, about: itself of one degree of freedom
 * @param expected value that the entry would take, about
 */
public record ModificationIndex(List<String> names, double index, double expected) {
    /** What is left of a parameter's information where others tell nearly all of it: it could not be set free. */
    private static final double DETERMINED = 1e-8;

    /** Of all loadings and covariances that are zero in a fit, the largest first. */
    static List<ModificationIndex> of(StructuralFit fit) {
        Specification s = fit.model().specification();
        int p = s.parameters().size();
        List<Term> zeros = zeros(fit.model());
        Specification extended = s;
        for (Term t : zeros) {
            extended = extended.freed(t, "");
        }
        double[] theta = Arrays.copyOf(fit.theta(), p + zeros.size());
        StructuralModel model = new StructuralModel(extended);
        double[] gradient = new Objective(model, fit.sample().parts(), 0)
                .at(theta)
                .orElseThrow()
                .gradient();
        RealMatrix information = Inference.expected(model, fit.sample(), theta);
        RealMatrix own = Inference.inverse(information.getSubMatrix(0, p - 1, 0, p - 1));
        List<ModificationIndex> indices = new ArrayList<>();
        for (int k = 0; k < zeros.size(); k++) {
            int at = p + k;
            double[] shared = IntStream.range(0, p)
                    .mapToDouble(l -> information.getEntry(at, l))
                    .toArray();
            double left = information.getEntry(at, at) - Scoring.dot(shared, own.operate(shared));
            if (left > DETERMINED * information.getEntry(at, at)) {
                double g = gradient[at];
                indices.add(new ModificationIndex(Estimated.names(s, zeros.get(k)), g * g / left, g / left));
            }
        }
        indices.sort(Comparator.comparingDouble(i -> -i.index));
        return indices;
    }

    /** Loadings on factors that have columns, covariances of residuals, and of factors that nothing explains. */
    private static List<Term> zeros(StructuralModel model) {
        Specification s = model.specification();
        int d = s.columns().size();
        List<Term> zeros = new ArrayList<>();
        for (int g = 0; g < s.groups().size(); g++) {
            for (int a = d; a < model.size(); a++) {
                int latent = a;
                int group = g;
                boolean measured = model.terms(g).stream()
                        .anyMatch(t -> t.kind() == Kind.LOADING && t.column() == latent && s.isColumn(t.row()));
                IntStream.range(0, measured ? d : 0)
                        .filter(j -> isZero(model, Kind.LOADING, group, j, latent))
                        .forEach(j -> zeros.add(new Term(Kind.LOADING, group, j, latent, Term.FIXED, 0)));
            }
            for (int i = 0; i < model.size(); i++) {
                for (int j = 0; j < i; j++) {
                    boolean both = s.isColumn(i)
                            ? moves(model, g, i) && moves(model, g, j)
                            : isFirst(model, g, i) && isFirst(model, g, j);
                    if (both && isZero(model, Kind.COVARIANCE, g, i, j)) {
                        zeros.add(new Term(Kind.COVARIANCE, g, i, j, Term.FIXED, 0));
                    }
                }
            }
        }
        return zeros;
    }

    private static boolean isZero(StructuralModel model, Kind kind, int group, int row, int column) {
        return model.terms(group).stream()
                .filter(t -> t.kind() == kind && t.row() == row && t.column() == column)
                .allMatch(t -> t.isFixed() && t.value() == 0);
    }

    /** Whether a variable has a disturbance. */
    private static boolean moves(StructuralModel model, int group, int i) {
        return model.terms(group).stream()
                .anyMatch(t -> t.isVariance() && t.row() == i && !(t.isFixed() && t.value() == 0));
    }

    /** Whether it is a latent variable that nothing explains. */
    private static boolean isFirst(StructuralModel model, int group, int i) {
        return i >= model.columns()
                && moves(model, group, i)
                && model.terms(group).stream().noneMatch(t -> t.isPath() && t.row() == i);
    }
}
