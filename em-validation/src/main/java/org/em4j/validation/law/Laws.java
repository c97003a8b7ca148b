package org.em4j.validation.law;

import java.util.List;

/** The laws of EM. */
public final class Laws {
    private Laws() {}

    /** All laws that any model is held to. */
    public static List<Law> all() {
        return List.of(
                new EvidenceHasTwoRoutes(),
                new BatchIsReference(),
                new MStepIsStationary(),
                new ObjectiveNeverFalls(),
                new GradientsAgree(),
                new StatisticsMerge(),
                new WeightsAreCopies(),
                new ThreadsDoNotMatter());
    }
}
