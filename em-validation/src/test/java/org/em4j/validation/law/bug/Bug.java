package org.em4j.validation.law.bug;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.em4j.laws.check.ModelCases;

/**
 * A mistake that somebody made, or could: a model or an engine that is wrong in one way, on cases of a model that is right.
 *
 * @param name the mistake, in words
 * @param where what is wrong
 * @param cases the wrong one's cases
 */
record Bug(String name, String where, ModelCases cases) {
    static List<Bug> all() {
        return Stream.of(
                        GaussianBugs.all(),
                        MissingValueBugs.all(),
                        DirectionBugs.all(),
                        CountBugs.all(),
                        FactorBugs.all(),
                        MixtureBugs.all(),
                        StatisticsBugs.all(),
                        EngineBugs.all())
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public String toString() {
        return where + ": " + name;
    }
}
