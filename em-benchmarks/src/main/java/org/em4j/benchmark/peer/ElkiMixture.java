package org.em4j.benchmark.peer;

import elki.clustering.em.EM;
import elki.clustering.em.models.EMClusterModel;
import elki.clustering.em.models.EMClusterModelFactory;
import elki.clustering.em.models.MultivariateGaussianModelFactory;
import elki.clustering.kmeans.initialization.KMeansInitialization;
import elki.clustering.kmeans.initialization.KMeansPlusPlus;
import elki.clustering.kmeans.initialization.Predefined;
import elki.data.NumberVector;
import elki.data.model.EMModel;
import elki.data.type.TypeUtil;
import elki.database.Database;
import elki.database.StaticArrayDatabase;
import elki.database.datastore.DataStoreFactory;
import elki.database.datastore.DataStoreUtil;
import elki.database.datastore.WritableDataStore;
import elki.database.relation.Relation;
import elki.datasource.ArrayAdapterDatabaseConnection;
import elki.utilities.random.RandomFactory;
import java.util.ArrayList;
import java.util.List;

/** ELKI, full covariances; of a start it takes the means. */
final class ElkiMixture implements Peer {
    @Override
    public String name() {
        return "ELKI 0.8.0";
    }

    @Override
    public double fit(double[][] x, int k) {
        return fitted(x, k, new KMeansPlusPlus<>(RandomFactory.get(1L)), 1e-7, -1);
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) {
        return fitted(x, means.length, new Predefined(means), 0, iterations);
    }

    private static double fitted(double[][] x, int k, KMeansInitialization start, double delta, int iterations) {
        Database database = new StaticArrayDatabase(new ArrayAdapterDatabaseConnection(x));
        database.initialize();
        Relation<NumberVector> rows = database.getRelation(TypeUtil.NUMBER_VECTOR_FIELD);
        Kept models = new Kept(new MultivariateGaussianModelFactory(start));
        new EM<NumberVector, EMModel>(k, delta, models, iterations, false).run(rows);
        WritableDataStore<double[]> responsibilities =
                DataStoreUtil.makeStorage(rows.getDBIDs(), DataStoreFactory.HINT_TEMP, double[].class);
        return x.length * EM.assignProbabilitiesToInstances(rows, models.kept, responsibilities, null);
    }

    /** The library returns clusters without their weights; the models that it fits have them. */
    private static final class Kept implements EMClusterModelFactory<NumberVector, EMModel> {
        private final EMClusterModelFactory<NumberVector, EMModel> factory;
        private final List<EMClusterModel<NumberVector, EMModel>> kept = new ArrayList<>();

        Kept(EMClusterModelFactory<NumberVector, EMModel> factory) {
            this.factory = factory;
        }

        @Override
        public List<? extends EMClusterModel<NumberVector, EMModel>> buildInitialModels(
                Relation<? extends NumberVector> rows, int k) {
            kept.addAll(factory.buildInitialModels(rows, k));
            return kept;
        }
    }
}
