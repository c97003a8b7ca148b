package org.em4j.factor;

import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Iterate;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.Moments;

/**
 * EM for factor analysis on sample moments: the model needs the rows only through their weight, mean and scatter, so a
 * pass costs d² q however many rows there were. A law ties it to EM over the rows.
 *
 * @param model what to fit
 * @param data moments of the rows
 */
public record MomentMap(FactorAnalysis model, Moments data) implements EmMap<FactorParameters> {
    @Override
    public Iterate<FactorParameters> apply(FactorParameters theta) {
        return Iterate.of(model, theta, expectation(theta));
    }

    /** What an E-step over the rows would bring back. */
    private Expectation<FactorMoments> expectation(FactorParameters theta) {
        int d = model.d();
        Woodbury bound = Woodbury.of(theta);
        Moments m = data.about(theta.centre());
        FactorMoments s = cross(m, bound);
        double unexplained = 0; // tr Ψ⁻¹S
        double explained = 0; // tr ΛᵀΨ⁻¹ Σ w E[z] (x-o)ᵀ, what Woodbury takes off it again
        for (int j = 0; j < d; j++) {
            unexplained += s.xx[j] * bound.precisions()[j];
            for (int a = 0; a < model.q(); a++) {
                explained += theta.loading(j, a) * bound.precisions()[j] * s.xz[j * model.q() + a];
            }
        }
        double constant = m.weight() * bound.constant();
        return new Expectation<>(
                s,
                new Sum().add(constant).add(-0.5 * (unexplained - explained)),
                new Sum().add(m.weight() * bound.entropy()),
                new Sum().add(m.weight()),
                new Sum().add(Math.abs(constant)).add(0.5 * (unexplained + explained)));
    }

    private FactorMoments cross(Moments m, Woodbury bound) {
        int d = model.d();
        int q = model.q();
        FactorMoments s = new FactorMoments(bound.mean(), q);
        s.weight = m.weight();
        double[] scores = product(m, bound.regression()); // Σ w E[z] (x-o)ᵀ
        for (int j = 0; j < d; j++) {
            s.x[j] = m.first()[j];
            s.xx[j] = m.second()[j * d + j];
            for (int a = 0; a < q; a++) {
                s.xz[j * q + a] = scores[a * d + j];
                s.z[a] += bound.regression()[a * d + j] * s.x[j];
            }
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double v = m.weight() * bound.covariance()[a * q + b];
                for (int j = 0; j < d; j++) {
                    v += scores[a * d + j] * bound.regression()[b * d + j];
                }
                s.zz[a * q + b] = v;
            }
        }
        return s;
    }

    /** {@code A S}, flat {@code (q x d)}, for A {@code (q x d)} and the symmetric second moments S. */
    private double[] product(Moments m, double[] a) {
        int d = model.d();
        int q = model.q();
        double[] out = new double[q * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double s = m.second()[i * d + j];
                for (int r = 0; r < q; r++) {
                    out[r * d + j] += a[r * d + i] * s;
                    out[r * d + i] += i == j ? 0 : a[r * d + j] * s;
                }
            }
        }
        return out;
    }
}
