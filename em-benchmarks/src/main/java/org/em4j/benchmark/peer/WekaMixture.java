package org.em4j.benchmark.peer;

import java.util.ArrayList;
import weka.clusterers.EM;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/** Weka, whose covariances are diagonal, and which takes no start. */
final class WekaMixture implements Peer {
    @Override
    public String name() {
        return "Weka 3.8.7 (diagonal)";
    }

    @Override
    public double fit(double[][] x, int k) throws Exception {
        return fitted(x, k, new EM());
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) throws Exception {
        EM em = new EM();
        em.setMaxIterations(iterations);
        em.setMinLogLikelihoodImprovementIterating(1e-300);
        em.setNumKMeansRuns(1);
        em.setNumExecutionSlots(Runtime.getRuntime().availableProcessors());
        return fitted(x, means.length, em);
    }

    private static double fitted(double[][] x, int k, EM em) throws Exception {
        ArrayList<Attribute> columns = new ArrayList<>();
        for (int j = 0; j < x[0].length; j++) {
            columns.add(new Attribute("x" + (j + 1)));
        }
        Instances rows = new Instances("rows", columns, x.length);
        for (double[] row : x) {
            rows.add(new DenseInstance(1, row));
        }
        em.setNumClusters(k);
        em.buildClusterer(rows);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += em.logDensityForInstance(rows.instance(i));
        }
        return sum;
    }
}
