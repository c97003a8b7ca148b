package org.em4j.factor.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;

/**
 * Whether a mixture of factor analysers is identified where a likelihood is highest.
 *
 * @param likelihood of the rows
 */
record MixtureIdentification(MixtureLikelihood likelihood) {
    /** The information about so many parameters is worked out; it grows with their square. */
    private static final int MOST = 1000;

    /**
     * Numbers of the uniquenesses that can move together, whatever the labels are, without changing the likelihood: of more
     * than {@value #MOST} parameters, without changing it were all rows complete.
     *
     * @param held numbers of those at their bounds
     */
    List<Integer> undetermined(double[] v, List<Integer> held) {
        MixtureLayout layout = likelihood.layout();
        List<Integer> always = layout.own() == 1 ? List.of() : ofCompleteRows(v, held);
        return likelihood.isIncomplete() && always.isEmpty() && layout.length() <= MOST
                ? ofWhatIsObserved(v, held)
                : always;
    }

    private List<Integer> ofCompleteRows(double[] v, List<Integer> held) {
        MixtureLayout layout = likelihood.layout();
        MixtureParameters<FactorParameters> theta = likelihood.parameters(v);
        if (layout.parts().isEmpty()) {
            List<Integer> undetermined = new ArrayList<>();
            for (int k = 0; k < layout.size(); k++) {
                int from = k * layout.d();
                int[] free = free(i -> !held.contains(from + i));
                Identification.undetermined(List.of(theta.components().get(k)), new double[] {1}, free)
                        .forEach(j -> undetermined.add(from + j));
            }
            return undetermined;
        }
        int[] free = free(i -> held.stream().allMatch(h -> h % layout.d() != i)); // what moves one moves all
        List<Integer> columns = Identification.undetermined(theta.components(), theta.weights(), free);
        return IntStream.range(0, layout.noises())
                .boxed()
                .flatMap(s -> columns.stream().map(j -> s * layout.d() + j))
                .toList();
    }

    private int[] free(IntPredicate isFree) {
        return IntStream.range(0, likelihood.layout().d()).filter(isFree).toArray();
    }

    private List<Integer> ofWhatIsObserved(double[] v, List<Integer> held) {
        MixtureLayout layout = likelihood.layout();
        List<double[][]> information = likelihood.information(v);
        int[] turns = likelihood.parameters(v).components().stream()
                .mapToInt(Identification::turns)
                .toArray();
        if (!layout.parts().isEmpty()) {
            int all = IntStream.range(0, layout.loadings()).map(k -> turns[k]).sum();
            return undetermined(layout, information, all, held);
        }
        List<Integer> undetermined = new ArrayList<>();
        MixtureLayout one = new MixtureLayout(Set.of(), 1, layout.d(), layout.q(), layout.own());
        for (int k = 0; k < layout.size(); k++) {
            int from = k * layout.own();
            List<Integer> here = held.stream()
                    .filter(i -> i / layout.own() * layout.own() == from)
                    .map(i -> i - from)
                    .toList();
            undetermined(one, information.subList(k, k + 1), turns[k], here).forEach(j -> undetermined.add(from + j));
        }
        return undetermined;
    }

    /** By what all components tell of loadings, then uniquenesses. */
    private static List<Integer> undetermined(
            MixtureLayout layout, List<double[][]> information, int turns, List<Integer> held) {
        int first = layout.loading(0);
        int loadings = layout.noise(0) - first;
        double[][] sum = new double[layout.length() - first][layout.length() - first];
        for (int k = 0; k < layout.size(); k++) {
            int component = k;
            int[] to = IntStream.concat(
                            IntStream.range(0, layout.d() * layout.q()).map(i -> layout.loading(component) + i),
                            IntStream.range(0, layout.d()).map(j -> layout.noise(component, j)))
                    .map(i -> i - first)
                    .toArray();
            for (int i = 0; i < to.length; i++) {
                for (int l = 0; l < to.length; l++) {
                    sum[to[i]][to[l]] += information.get(k)[i][l];
                }
            }
        }
        return Identification.undetermined(sum, loadings, turns, held);
    }
}
