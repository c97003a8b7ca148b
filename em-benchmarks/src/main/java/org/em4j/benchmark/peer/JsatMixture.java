package org.em4j.benchmark.peer;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jsat.SimpleDataSet;
import jsat.classifiers.CategoricalData;
import jsat.classifiers.DataPoint;
import jsat.clustering.EMGaussianMixture;
import jsat.linear.DenseVector;
import jsat.linear.Vec;

/** JSAT, full covariances; it takes no start. */
final class JsatMixture implements Peer {
    @Override
    public String name() {
        return "JSAT 0.0.9";
    }

    @Override
    public double fit(double[][] x, int k) {
        EMGaussianMixture em = new EMGaussianMixture();
        em.cluster(rows(x), k, (int[]) null);
        return logLikelihood(em, x);
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) {
        EMGaussianMixture em = new EMGaussianMixture();
        em.setIterationLimit(iterations);
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            em.cluster(rows(x), means.length, threads, null);
        } finally {
            threads.shutdown();
        }
        return logLikelihood(em, x);
    }

    private static SimpleDataSet rows(double[][] x) {
        List<DataPoint> points = Arrays.stream(x)
                .map(row -> new DataPoint(new DenseVector(row), new int[0], new CategoricalData[0]))
                .toList();
        return new SimpleDataSet(points);
    }

    private static double logLikelihood(EMGaussianMixture em, double[][] x) {
        return Arrays.stream(x)
                .mapToDouble(row -> em.logPdf((Vec) new DenseVector(row)))
                .sum();
    }
}
