package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Forest;
import org.em4j.core.block.Merge;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Tile;
import org.em4j.core.data.packed.BlockPacker;
import org.em4j.core.data.packed.PackedBlock;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * What is fitted to data elsewhere has the bits of a fit to the same data in memory: whatever is sent there and comes back
 * survives the way, in any partition and any order.
 */
class DataElsewhereLaws {
    /** Packed blocks in partitions; all that goes to one or comes from it is serialised, and forests come in any order. */
    private record Elsewhere(List<List<PackedBlock>> partitions, RowProfile profile, int columns, Random random)
            implements RowObservations {
        static Elsewhere of(Rows rows, int partitions, Random random) {
            List<String> names =
                    IntStream.range(0, rows.columns()).mapToObj(j -> "x" + j).toList();
            BlockPacker packer = new BlockPacker(names, Missing.LATENT, 0);
            List<List<PackedBlock>> parts = new ArrayList<>();
            IntStream.range(0, partitions).forEach(p -> parts.add(new ArrayList<>()));
            int blocks = 0;
            for (int i = 0; i < rows.size(); i++) {
                packer.add(rows.get(i), rows.weight(i));
                if (packer.isFull() || i == rows.size() - 1) {
                    parts.get(random.nextInt(partitions)).add(packer.take());
                    blocks++;
                }
            }
            return new Elsewhere(parts, packer.profiles().total(blocks), rows.columns(), random);
        }

        @Override
        public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
            int most = (int) Math.min(Blocking.ofRows(columns).tile(), count());
            List<Forest<A>> forests = new ArrayList<>();
            for (List<PackedBlock> part : partitions) {
                BlockMap.Worker<double[], A> worker = sent(map).open(most);
                Forest<A> forest = new Forest<>(sent(merge));
                Tile tile = new Tile(most, columns);
                part.forEach(block -> forest.add(block.number(), worker.apply(block.number(), block.tiles(tile))));
                forests.add(sent(forest));
            }
            Collections.shuffle(forests, random);
            Forest<A> all = forests.get(0);
            forests.subList(1, forests.size()).forEach(all::add);
            return all.total(Blocking.ofRows(columns).blocks(count()));
        }

        @Override
        public long count() {
            return profile.rows();
        }

        @Override
        public RowObservations weighted(double[] weights) {
            throw new UnsupportedOperationException("no law asks for it");
        }

        @Override
        public String toString() {
            return "rows elsewhere";
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T object) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError("what is sent can be serialised", e);
        }
    }

    /** Three clusters; sizes are those of one to three blocks, and of one row more or less. */
    private static Rows rows(int blocks, int more, int d, boolean gaps, boolean weighted, Random random) {
        int n = blocks * Blocking.ofRows(d).block() + more;
        double[] values = new double[n * d];
        Arrays.setAll(values, o -> 4 * (o / d % 3) + random.nextGaussian());
        for (int o = d; gaps && o < values.length; o++) {
            values[o] = random.nextInt(20) == 0 ? Double.NaN : values[o];
        }
        Rows rows = Rows.wrap(values, d, Missing.LATENT);
        return weighted
                ? rows.weighted(
                        IntStream.range(0, n).mapToDouble(i -> 1 + i % 2).toArray())
                : rows;
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void same(
            GaussianMixtureEstimator<P, S> estimator, Rows rows, Elsewhere elsewhere) {
        Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> here = estimator.fit(rows, new Execution(2, 5));
        Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> there =
                estimator.fit(elsewhere, new Execution(1, 5));
        GaussianMixture<P, S> mixture = here.parameters();
        assertEquals(here.fit().trace(), there.fit().trace());
        assertArrayEquals(mixture.weights(), there.parameters().weights());
        assertArrayEquals(mixture.means(), there.parameters().means());
        assertArrayEquals(mixture.covariances(), there.parameters().covariances());
        assertArrayEquals(mixture.responsibilities(rows), mixture.responsibilities(elsewhere));
        assertEquals(here.criteria(), there.criteria());
        assertEquals(here.data(), there.data());
        assertArrayEquals(here.scores(), there.scores());
        assertEquals(
                here.sandwich().estimates().toString(),
                there.sandwich().estimates().toString());
    }

    @Property(tries = 4)
    void mixturesHaveTheBitsOfMemory(
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int more,
            @ForAll @IntRange(min = 1, max = 9) int partitions,
            @ForAll boolean gaps,
            @ForAll boolean weighted,
            @ForAll Random random) {
        Rows rows = rows(blocks, more, 3, gaps, weighted, random);
        Em em = new Em().accelerate(new Anderson());
        CovarianceFamily<?, ?> family = random.nextBoolean() ? CovarianceFamily.FULL : CovarianceFamily.DIAGONAL;
        GaussianMixtureEstimator<?, ?> estimator = new GaussianMixtureEstimator<>(family, 3).em(em);
        same(estimator, rows, Elsewhere.of(rows, partitions, random));
    }

    @Property(tries = 2)
    void priorsAndNoiseHaveTheBitsOfMemory(
            @ForAll @IntRange(min = 1, max = 5) int partitions, @ForAll boolean gaps, @ForAll Random random) {
        Rows rows = rows(2, 7, 2, gaps, true, random);
        same(
                new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 2)
                        .prior(MixturePrior::mclust)
                        .noise(Noise::over),
                rows,
                Elsewhere.of(rows, partitions, random));
    }

    @Property(tries = 2)
    void theRowsOfACollapseAreFoundElsewhere(
            @ForAll @IntRange(min = 1, max = 5) int partitions, @ForAll Random random) {
        double[] values = random.doubles(9000).toArray();
        Arrays.fill(values, 8000, 8010, 40); // five copies of one row
        Rows rows = Rows.wrap(values, 2);
        Mixture<double[], FullNormal, ?, Moments> model = CovarianceFamily.FULL.mixture(2, 2);
        double[][] one = {{1, 0}, {0, 1}};
        MixtureParameters<FullNormal> start = new MixtureParameters<>(
                new double[] {0.5, 0.5},
                List.of(FullNormal.of(new double[2], one), FullNormal.of(new double[] {40, 40}, one)));
        Fit<MixtureParameters<FullNormal>> here = new Em().fit(model, rows, start);
        Fit<MixtureParameters<FullNormal>> there = new Em().fit(model, Elsewhere.of(rows, partitions, random), start);
        assertTrue(here.describe().contains("4001"), here::describe);
        assertEquals(here.describe(), there.describe());
    }

    @Property(tries = 3)
    void factorAnalysesHaveTheBitsOfMemory(
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll @IntRange(min = 1, max = 9) int partitions,
            @ForAll boolean weighted,
            @ForAll Random random) {
        Rows rows = rows(blocks, 1, 6, false, weighted, random);
        FactorAnalysisEstimator estimator = new FactorAnalysisEstimator(1);
        FactorEstimate here = estimator.fit(rows);
        FactorEstimate there = estimator.fit(Elsewhere.of(rows, partitions, random));
        assertEquals(here.fitted().fit().trace(), there.fitted().fit().trace());
        assertArrayEquals(
                here.fitted().parameters().loadings(),
                there.fitted().parameters().loadings());
    }
}
