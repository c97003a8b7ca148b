package org.em4j.validation.reproduce.em3695;

import java.util.List;

/** The document that this project was made from. */
public final class Em3695 {
    /** The classes that hold its checks. */
    public static final List<Class<?>> CHECKS = List.of(
            MixtureChecks.class,
            JointChecks.class,
            MomentChecks.class,
            ConditioningChecks.class,
            PosteriorChecks.class,
            BoundChecks.class,
            MixtureClaims.class,
            OptimiserClaims.class,
            AscentClaims.class,
            StabilityClaims.class);

    private Em3695() {}
}
