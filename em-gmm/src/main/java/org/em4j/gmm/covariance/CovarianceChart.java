package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.em4j.core.distribution.ChartUnits;
import org.em4j.core.distribution.CovarianceStorage;
import org.em4j.core.linalg.LogCholesky;
import org.em4j.core.model.Chart;

/**
 * Free coordinates of K covariances of one structure: the logs of the volumes; then, where shapes and orientations are
 * equally free, Cholesky factors of determinant one with their diagonal in logs, else the logs of the shapes and turns
 * away from given axes. As many numbers as the structure has free parameters.
 */
final class CovarianceChart implements Chart<List<double[]>> {
    private final CovarianceStructure structure;
    private final int k;
    private final int d;
    private final List<CommonPrincipalComponents> axes;
    private final double[] units;

    /** Around covariances, held in the structure's form. */
    CovarianceChart(CovarianceStructure structure, int d, List<double[]> at) {
        this.structure = structure;
        this.k = at.size();
        this.d = d;
        this.axes = structure.orientation() == Constraint.VARIABLE && !structure.isWhole()
                ? at.stream()
                        .map(c -> CommonPrincipalComponents.of(c, d))
                        .toList() // longest first: a shape that all share has an order
                : turns() == 0 ? List.of() : List.of(CommonPrincipalComponents.shared(at, d));
        this.units = structure.isDiagonal() ? new double[0] : ChartUnits.relative(at.get(0), d);
    }

    /** How many sets of axes can turn. */
    private int turns() {
        return structure.isWhole() ? 0 : structure.orientation().copies(k);
    }

    @Override
    public double[] coordinates(List<double[]> covariances) {
        Coordinates u = new Coordinates(new double[structure.freeParameters(k, d)]);
        if (structure.isWhole() && !structure.isDiagonal()) {
            double[] volumes = new double[k];
            Arrays.setAll(volumes, c -> CovarianceStorage.WHOLE.logDeterminant(covariances.get(c), d) / d);
            u.volumes(volumes);
            for (int c = 0; c < structure.shape().copies(k); c++) {
                u.factor(covariances.get(c), volumes[c]);
            }
            return u.values;
        }
        List<CommonPrincipalComponents> turned = turned(covariances);
        double[][] logs = new double[k][];
        double[] volumes = new double[k];
        for (int c = 0; c < k; c++) {
            logs[c] = Arrays.stream(diagonal(turned, covariances, c))
                    .map(Math::log)
                    .toArray();
            volumes[c] = Arrays.stream(logs[c]).sum() / d;
        }
        u.volumes(volumes);
        for (int c = 0; c < structure.shape().copies(k); c++) {
            u.shape(logs[c], volumes[c]);
        }
        for (int c = 0; c < turned.size(); c++) {
            u.turn(axes.get(c).axes(), turned.get(c).axes());
        }
        return u.values;
    }

    /** The axes of covariances, reached from those of the chart. */
    private List<CommonPrincipalComponents> turned(List<double[]> covariances) {
        List<CommonPrincipalComponents> turned = new ArrayList<>();
        for (int c = 0; c < axes.size(); c++) {
            List<double[]> some = axes.size() == 1 ? covariances : List.of(covariances.get(c));
            turned.add(CommonPrincipalComponents.shared(some, axes.get(c).axes(), d));
        }
        return turned;
    }

    private double[] diagonal(List<CommonPrincipalComponents> turned, List<double[]> covariances, int c) {
        return switch (turned.size()) {
            case 0 -> covariances.get(c);
            case 1 -> turned.get(0).diagonal(c);
            default -> turned.get(c).diagonal(0);
        };
    }

    @Override
    public List<double[]> point(double[] values) {
        Coordinates u = new Coordinates(values);
        double[] volumes = u.volumes();
        List<double[]> shapes = new ArrayList<>();
        for (int c = 0; c < Math.max(1, structure.shape().copies(k)); c++) {
            shapes.add(structure.isWhole() && !structure.isDiagonal() ? u.factor() : u.shape());
        }
        List<double[]> turned = new ArrayList<>();
        for (CommonPrincipalComponents from : axes) {
            turned.add(u.turn(from.axes()));
        }
        List<double[]> covariances = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            double[] shape = shapes.get(c % shapes.size());
            double scale = Math.exp(volumes[c]);
            double[] scaled = new double[shape.length];
            Arrays.setAll(scaled, i -> scale * shape[i]);
            covariances.add(
                    turned.isEmpty()
                            ? scaled
                            : CommonPrincipalComponents.matrix(turned.get(c % turned.size()), scaled));
        }
        return structure.isOne() ? Collections.nCopies(k, covariances.get(0)) : covariances;
    }

    /** Coordinates, written or read one part after the other. */
    private final class Coordinates {
        private final double[] values;
        private int at;

        Coordinates(double[] values) {
            this.values = values;
        }

        void volumes(double[] volumes) {
            for (int c = 0; c < structure.volume().copies(k); c++) {
                values[at++] = volumes[c];
            }
        }

        double[] volumes() {
            double[] volumes = new double[k];
            for (int c = 0; c < k; c++) {
                volumes[c] = values[at + c % structure.volume().copies(k)];
            }
            at += structure.volume().copies(k);
            return volumes;
        }

        /** The logs of a diagonal less their mean; the last is what the others leave. */
        void shape(double[] logs, double mean) {
            for (int j = 0; j < d - 1; j++) {
                values[at++] = logs[j] - mean;
            }
        }

        double[] shape() {
            double[] shape = new double[d];
            for (int j = 0; j < d - 1 && structure.shape() != Constraint.IDENTITY; j++) {
                shape[j] = values[at++];
                shape[d - 1] -= shape[j];
            }
            Arrays.setAll(shape, j -> Math.exp(shape[j]));
            return shape;
        }

        /** A Cholesky factor of determinant one; its last diagonal entry is what the others leave. */
        void factor(double[] covariance, double volume) {
            double[] scaled = new double[d * d];
            Arrays.setAll(scaled, i -> covariance[i] * Math.exp(-volume));
            double[] all = new double[d * (d + 1) / 2];
            LogCholesky.coordinates(CovarianceStorage.cholesky(scaled, d), units, all, 0);
            System.arraycopy(all, 0, values, at, all.length - 1);
            at += all.length - 1;
        }

        double[] factor() {
            double[] all = Arrays.copyOf(Arrays.copyOfRange(values, at, at + d * (d + 1) / 2 - 1), d * (d + 1) / 2);
            at += all.length - 1;
            for (int i = 0, o = 0; i < d - 1; i++, o += i + 1) {
                all[all.length - 1] -= all[o];
            }
            return LogCholesky.covariance(all, 0, units);
        }

        /** What turns axes to others, below the diagonal of its skew matrix. */
        void turn(double[] from, double[] to) {
            double[] skew = CayleyTransform.skew(CayleyTransform.between(from, to, d), d);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++) {
                    values[at++] = 0.5 * (skew[i * d + j] - skew[j * d + i]);
                }
            }
        }

        double[] turn(double[] from) {
            double[] skew = new double[d * d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++, at++) {
                    skew[i * d + j] = values[at];
                    skew[j * d + i] = -values[at];
                }
            }
            return CayleyTransform.product(from, CayleyTransform.rotation(skew, d), d);
        }
    }
}
