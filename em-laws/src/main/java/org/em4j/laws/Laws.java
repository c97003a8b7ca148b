package org.em4j.laws;

import java.util.List;
import org.em4j.laws.check.Law;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.fit.FitsEndTyped;
import org.em4j.laws.fit.FitsResume;
import org.em4j.laws.statistics.AddingLeavesTheArgument;
import org.em4j.laws.statistics.MStepKnowsTheStatisticsOnly;
import org.em4j.laws.statistics.OrderDoesNotMatter;
import org.em4j.laws.statistics.StatisticsMerge;
import org.em4j.laws.statistics.SurrogateIsLinear;
import org.em4j.laws.statistics.WeightsAreCopies;
import org.em4j.laws.statistics.WeightsScale;
import org.em4j.laws.statistics.ZeroWeightIsAbsence;
import org.em4j.laws.step.BatchIsReference;
import org.em4j.laws.step.BoundLiesBelow;
import org.em4j.laws.step.ChartReturns;
import org.em4j.laws.step.EvidenceHasTwoRoutes;
import org.em4j.laws.step.FiguresBelongToTheirTheta;
import org.em4j.laws.step.GradientsAgree;
import org.em4j.laws.step.MStepIsNoWorse;
import org.em4j.laws.step.MStepIsStationary;
import org.em4j.laws.step.ObjectiveNeverFalls;
import org.em4j.laws.step.StepsRepeat;
import org.em4j.laws.step.ThreadsDoNotMatter;

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
                new ImputationsFollowTheDensity(),
                new IntegratesToOne());
    }
}
