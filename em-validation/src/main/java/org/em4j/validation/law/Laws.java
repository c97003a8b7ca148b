package org.em4j.validation.law;

import java.util.List;

/** The laws of EM. */
public final class Laws {
    private Laws() {}

    /** All laws that any model is held to. */
    public static List<Law> all() {
        return List.of(
                new EvidenceHasTwoRoutes(),
                new BoundLiesBelow(),
                new GradientsAgree(),
                new ProbabilitiesSumToOne(),
                new BatchIsReference(),
                new MStepIsStationary(),
                new MStepIsNoWorse(),
                new MStepKnowsTheStatisticsOnly(),
                new ObjectiveNeverFalls(),
                new SurrogateIsLinear(),
                new StatisticsMerge(),
                new AddingLeavesTheArgument(),
                new WeightsAreCopies(),
                new ZeroWeightIsAbsence(),
                new WeightsScale(),
                new OrderDoesNotMatter(),
                new ComponentsHaveNoNames(),
                new SymmetriesHold(),
                new ThreadsDoNotMatter(),
                new StepsRepeat(),
                new FitsResume(),
                new FiguresBelongToTheirTheta(),
                new FitsEndTyped(),
                new ChartReturns(),
                new SamplesFollowTheDensity(),
                new ImputationsFollowTheDensity());
    }
}
