package org.em4j.factor.mixture;

import java.util.Arrays;
import java.util.Set;
import org.em4j.factor.model.SharedFactors;

/**
 * Where the parameters of a mixture of factor analysers stand in a row of numbers: K log weights but for a constant, K means,
 * loadings by rows and uniquenesses; what components share stands there once.
 *
 * @param parts what they share
 * @param size number of components, K
 * @param own number of uniquenesses of a component: d, or 1 that all its columns have
 */
record MixtureLayout(Set<SharedFactors.Part> parts, int size, int d, int q, int own) {
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
        return noise(0) + noises() * own;
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
        return size + size * d + loadings() * d * q + Math.min(k, noises() - 1) * own;
    }

    /** Where the uniqueness of column j of component k stands. */
    int noise(int k, int j) {
        return noise(k) + Math.min(j, own - 1);
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
        double[] component = new double[d * (2 + q)];
        Arrays.setAll(component, i -> v[place(k, i)]);
        return component;
    }

    /** Puts component k's there. */
    void setComponent(double[] v, int k, double[] component) {
        for (int i = 0; i < component.length; i++) {
            v[place(k, i)] = component[i];
        }
    }

    /** Adds component k's there. */
    void addComponent(double[] v, int k, double[] component) {
        for (int i = 0; i < component.length; i++) {
            v[place(k, i)] += component[i];
        }
    }

    /** Where number i of component k's stands. */
    private int place(int k, int i) {
        if (i < d) {
            return mean(k) + i;
        }
        return i < d + d * q ? loading(k) + i - d : noise(k, i - d - d * q);
    }
}
