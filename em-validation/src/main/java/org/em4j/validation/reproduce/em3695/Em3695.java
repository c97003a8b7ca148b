package org.em4j.validation.reproduce.em3695;

import java.util.List;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Paper;

/** The document that this project was made from. */
public final class Em3695 {
    /** The document with its checks and data. */
    public static final Paper PAPER = new Paper(
            "em-3695",
            List.of(
                    MixtureChecks.class,
                    JointChecks.class,
                    MomentChecks.class,
                    ConditioningChecks.class,
                    PosteriorChecks.class,
                    BoundChecks.class,
                    MixtureClaims.class,
                    OptimiserClaims.class,
                    AscentClaims.class,
                    StabilityClaims.class),
            List.of(DataSet.IRIS, DataSet.FAITHFUL, DataSet.CHILDREN));

    private Em3695() {}
}
