package org.em4j.factor.mixture;

import java.util.Set;
import org.em4j.factor.model.SharedFactors;

/**
 * Where the parameters of a mixture of factor analysers stand in a row of numbers: K log weights but for a constant, K means,
 * loadings by rows and uniquenesses; what components share stands there once.
 *
 * @param parts what they share
 * @param size number of components, K
 */
record MixtureLayout(Set<SharedFactors.Part> parts, int size, int d, int q) {
    /** Number of different sets of loadings. */
    int loadings() {
        return parts.contains(SharedFactors.Part.LOADINGS) ? 1 : size;
    }

    /** Number of different sets of uniquenesses. */
    int noises() {
        return parts.contains(SharedFactors.Part.NOISE) ? 1 : size;
    }

    /** How many numbers. */
    int length() {
        return size + size * d + loadings() * d * q + noises() * d;
    }

    private int mean(int k) {
        return size + k * d;
    }

    /** Where component k's loadings begin. */
    int loading(int k) {
        return size + size * d + Math.min(k, loadings() - 1) * d * q;
    }

    /** Where component k's uniquenesses begin. */
    int noise(int k) {
        return size + size * d + loadings() * d * q + Math.min(k, noises() - 1) * d;
    }

    /** The weight of component k. */
    double weight(double[] v, int k) {
        double sum = 0;
        for (int l = 0; l < size; l++) {
            sum += Math.exp(v[l] - v[k]);
        }
        return 1 / sum;
    }

    /** Component k's mean, loadings and uniquenesses {@code (d + dq + d)}. */
    double[] component(double[] v, int k) {
        double[] own = new double[d * (2 + q)];
        System.arraycopy(v, mean(k), own, 0, d);
        System.arraycopy(v, loading(k), own, d, d * q);
        System.arraycopy(v, noise(k), own, d + d * q, d);
        return own;
    }

    /** Puts component k's there. */
    void setComponent(double[] v, int k, double[] own) {
        System.arraycopy(own, 0, v, mean(k), d);
        System.arraycopy(own, d, v, loading(k), d * q);
        System.arraycopy(own, d + d * q, v, noise(k), d);
    }

    /** Adds component k's there. */
    void addComponent(double[] v, int k, double[] own) {
        double[] sum = component(v, k);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += own[i];
        }
        setComponent(v, k, sum);
    }
}
