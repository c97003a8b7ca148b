package org.em4j.validation.reproduce.classic;

import java.util.List;
import org.em4j.validation.reproduce.Paper;

/** Papers whose tables are printed with ours beside them, by their year. */
public final class ClassicPapers {
    /** All of them. */
    public static final List<Paper> ALL = List.of(
            DeathNoticeChecks.PAPER,
            LinkageChecks.PAPER,
            GalaxyChecks.PAPER,
            WaitingChecks.PAPER,
            DiabetesChecks.PAPER,
            IrisChecks.PAPER,
            FactanalChecks.PAPER,
            HarmanChecks.PAPER,
            AbilitiesChecks.PAPER,
            LatentClassChecks.PAPER);

    private ClassicPapers() {}
}
