package org.em4j.gmm.covariance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.distribution.CovarianceStorage;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.model.DegenerateException;

/**
 * What K covariances {@code Σ_k = λ_k D_k A_k D_kᵀ} have in common: their volumes λ, their shapes A (diagonal, of
 * determinant one) and their orientations D (Banfield and Raftery 1993; Celeux and Govaert 1995). Fourteen of the
 * combinations differ, and have mclust's names: VEV is variable volume, equal shape, variable orientation.
 *
 * @param volume equal or variable
 * @param shape any; the identity makes spheres
 * @param orientation no freer than the shape where that is the identity
 */
public record CovarianceStructure(Constraint volume, Constraint shape, Constraint orientation) implements Serializable {
    /** Refuses combinations that are others by another name. */
    public CovarianceStructure {
        if (volume == Constraint.IDENTITY || (shape == Constraint.IDENTITY && orientation != Constraint.IDENTITY)) {
            throw new IllegalArgumentException(
                    "there is no covariance " + volume.letter() + shape.letter() + orientation.letter());
        }
    }

    static CovarianceStructure of(String name) {
        return new CovarianceStructure(
                Constraint.of(name.charAt(0)), Constraint.of(name.charAt(1)), Constraint.of(name.charAt(2)));
    }

    /** The three letters of the structure, such as {@code VEV}. */
    public String name() {
        return "" + volume.letter() + shape.letter() + orientation.letter();
    }

    /** Number of free parameters of k covariances of d columns. */
    public int freeParameters(int k, int d) {
        return volume.copies(k) + shape.copies(k) * (d - 1) + orientation.copies(k) * (d * (d - 1) / 2);
    }

    /** Whether every mixture of the other structure is one of this, too. */
    public boolean contains(CovarianceStructure other) {
        return volume.compareTo(other.volume) >= 0
                && shape.compareTo(other.shape) >= 0
                && orientation.compareTo(other.orientation) >= 0;
    }

    /** Whether the same mixtures are of it in any units of the columns: any stretching of them leaves it what it is. */
    public boolean isFreeOfUnits() {
        return isDiagonal() ? shape != Constraint.IDENTITY : isWhole();
    }

    /** Whether all covariances are diagonal. */
    public boolean isDiagonal() {
        return orientation == Constraint.IDENTITY;
    }

    /** Whether nothing is shared. */
    boolean isFree() {
        return volume == Constraint.VARIABLE && shape == Constraint.VARIABLE && orientation != Constraint.EQUAL;
    }

    /** Whether everything is. */
    public boolean isOne() {
        return volume == Constraint.EQUAL && shape != Constraint.VARIABLE && orientation != Constraint.VARIABLE;
    }

    /** Whether shapes and orientations are equally free, so that together they are any matrices of determinant one. */
    public boolean isWhole() {
        return shape == orientation;
    }

    /** The structure of so many covariances: one alone shares nothing, and needs no axes. */
    public CovarianceStructure among(int k) {
        return k > 1 || isDiagonal()
                ? this
                : new CovarianceStructure(Constraint.VARIABLE, Constraint.VARIABLE, Constraint.VARIABLE);
    }

    CovarianceStorage form() {
        return isDiagonal() ? CovarianceStorage.DIAGONAL : CovarianceStorage.WHOLE;
    }

    /**
     * The covariances that maximise {@code -½ Σ_k (n_k log det Σ_k + tr Σ_k⁻¹ W_k)}.
     *
     * @param weights {@code (K)}, n, all positive
     * @param scatters W, each the {@code (d)} of a diagonal or flat {@code (d x d)}, as the covariances are returned
     * @param current covariances to start from, where there are axes to be searched for
     */
    List<double[]> maximize(int d, double[] weights, List<double[]> scatters, List<double[]> current) {
        CovarianceStructure needed = among(weights.length);
        if (isDiagonal() || needed.isWhole()) {
            return new VolumesAndShapes(form(), d, weights, scatters).maximize(needed.volume, needed.shape);
        }
        List<CommonPrincipalComponents> axes = new ArrayList<>();
        List<double[]> diagonals = new ArrayList<>();
        if (orientation == Constraint.VARIABLE) {
            for (double[] w : scatters) {
                CommonPrincipalComponents own = CommonPrincipalComponents.of(w, d);
                axes.add(own);
                diagonals.add(own.diagonal(0));
            }
        } else {
            CommonPrincipalComponents common = commonAxes(d, weights, scatters, current);
            for (int k = 0; k < weights.length; k++) {
                axes.add(common);
                diagonals.add(common.diagonal(k));
            }
        }
        List<double[]> along = alongAxes(d, weights, diagonals);
        List<double[]> covariances = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            covariances.add(CommonPrincipalComponents.matrix(axes.get(k).axes(), along.get(k)));
        }
        return covariances;
    }

    /** What is degenerate along axes is so in no column. */
    private List<double[]> alongAxes(int d, double[] weights, List<double[]> diagonals) {
        try {
            return new VolumesAndShapes(CovarianceStorage.DIAGONAL, d, weights, diagonals).maximize(volume, shape);
        } catch (DegenerateException e) {
            throw e.degeneracy().columns().isEmpty() ? e : new DegenerateException(Degeneracies.flat());
        }
    }

    /**
     * By how many roundings a covariance of several is off those that share what they should: each of its d columns counts,
     * as often as its inverse tells of it, and axes, known to a rounding, tip the longest of them into the shortest.
     */
    double ulps(int d, double[] covariance) {
        if (isDiagonal()) {
            return 4 * d; // each by way of a logarithm and back
        }
        Cholesky cholesky = CovarianceStorage.cholesky(covariance, d);
        double inverse = Arrays.stream(cholesky.inverseFactor()).map(p -> p * p).sum();
        double longest = isWhole() ? 0 : Math.sqrt(CovarianceStorage.WHOLE.trace(covariance, d) * inverse);
        return d * Math.max(cholesky.conditionNumber(), longest);
    }

    /**
     * From the current axes, or from those of a simpler structure or of one component, should they be better already than
     * what the current ones lead to: the search may have several ends.
     */
    private CommonPrincipalComponents commonAxes(
            int d, double[] weights, List<double[]> scatters, List<double[]> current) {
        CommonPrincipalComponents best = CommonPrincipalComponents.of(
                volume,
                weights,
                scatters,
                CommonPrincipalComponents.shared(current, d).axes(),
                d);
        for (double[] start : CommonPrincipalComponents.simple(scatters, d)) {
            if (CommonPrincipalComponents.height(volume, weights, scatters, start, d) < best.height()) {
                best = CommonPrincipalComponents.of(volume, weights, scatters, start, d);
            }
        }
        return best;
    }
}
