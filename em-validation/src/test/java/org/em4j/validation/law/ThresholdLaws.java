package org.em4j.validation.law;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.Engine;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.statistics.OrderDoesNotMatter;
import org.em4j.laws.statistics.StatisticsMerge;
import org.em4j.laws.statistics.WeightsAreCopies;
import org.em4j.laws.statistics.ZeroWeightIsAbsence;
import org.em4j.laws.step.BatchIsReference;
import org.em4j.laws.step.EvidenceHasTwoRoutes;
import org.em4j.laws.step.MStepIsNoWorse;
import org.em4j.laws.step.StepsRepeat;
import org.em4j.laws.step.ThreadsDoNotMatter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Laws at the sizes where code takes another way, which generated cases are too small for: a tile and one row, a block and one
 * row, several blocks, so much work that SIMD kernels take it, rows wider than a panel, matrices that SIMD kernels factorise.
 */
class ThresholdLaws {
    /** Those that need few passes over the data. */
    private static final List<Law> LAWS = List.of(
            new BatchIsReference(),
            new EvidenceHasTwoRoutes(),
            new StatisticsMerge(),
            new WeightsAreCopies(),
            new ZeroWeightIsAbsence(),
            new OrderDoesNotMatter(),
            new ThreadsDoNotMatter(),
            new StepsRepeat(),
            new MStepIsNoWorse());

    private static final ModelCases FULL = size -> GaussianMixtureLaws.example(size, CovarianceFamily.FULL);

    /** Rows of a table, as programs have them, which are cut otherwise than the objects of a list. */
    private static final Engine TABLE = new Engine() {
        @Override
        @SuppressWarnings("unchecked") // what is not a row stays in its list
        public <X> Observations<X> observations(List<X> data, double[] weights, int threads) {
            return data.get(0) instanceof double[]
                    ? (Observations<X>) Rows.of(data.toArray(double[][]::new), Missing.LATENT)
                            .weighted(weights)
                            .on(new Execution(threads, 1))
                    : LIBRARY.observations(data, weights, threads);
        }
    };

    /** Shapes {@code n x d} of tables. */
    private static List<int[]> shapes() {
        Blocking narrow = Blocking.ofRows(1);
        Blocking vector = Blocking.ofRows(9);
        Blocking panel = Blocking.ofRows(33);
        return List.of(
                new int[] {narrow.tile(), 1},
                new int[] {2 * narrow.block() + narrow.tile() + 1, 1},
                new int[] {vector.tile() + 1, 9},
                new int[] {vector.block(), 9},
                new int[] {vector.block() + 1, 9},
                new int[] {panel.tile() + 1, 33},
                new int[] {3 * Blocking.ofRows(70).tile() + 1, 70},
                new int[] {Blocking.ofRows(116).tile() + 1, 116});
    }

    /** Models, and how many columns are worth their time. */
    private static Stream<DynamicTest> tables(String name, ModelCases cases, int least, int most) {
        return shapes().stream()
                .filter(shape -> shape[1] >= least && shape[1] <= most)
                .map(shape -> test(name, cases, new Size(shape[0], shape[1], 2, 0, true, shape[0]), TABLE));
    }

    @TestFactory
    Stream<DynamicTest> rowsOfATable() {
        return Stream.of(
                        tables("full", FULL, 1, 116),
                        tables("diagonal", size -> GaussianMixtureLaws.example(size, CovarianceFamily.DIAGONAL), 1, 70),
                        tables("gaps", size -> MissingValueLaws.example(size, CovarianceFamily.FULL), 9, 9),
                        tables("lines", new MixtureOfRegressionsLaws(), 1, 33),
                        tables("factors", new FactorAnalysisLaws(), 33, 70),
                        tables("analysers", new MixtureOfFactorAnalysersLaws(), 9, 9))
                .flatMap(Function.identity());
    }

    @TestFactory
    Stream<DynamicTest> objectsOfAList() {
        int tile = Blocking.OBJECTS.tile();
        int block = Blocking.OBJECTS.block();
        Map<String, ModelCases> models =
                Map.of("full", FULL, "counts", new PoissonMixtureLaws(), "chains", new HiddenMarkovLaws());
        return models.entrySet().stream()
                .flatMap(model -> Stream.of(tile + 1, block, 2 * block + tile + 1)
                        .map(n ->
                                test(model.getKey(), model.getValue(), new Size(n, 2, 2, 0, true, n), Engine.LIBRARY)));
    }

    private static DynamicTest test(String name, ModelCases cases, Size size, Engine engine) {
        return DynamicTest.dynamicTest(name + ", " + size, () -> {
            ModelCase<?, ?, ?, ?> example = cases.of(size).on(engine);
            LAWS.forEach(law -> Trial.of(law, example));
        });
    }
}
