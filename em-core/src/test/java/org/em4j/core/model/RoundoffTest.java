package org.em4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoundoffTest {
    @Test
    void nothingInvertedAndNothingCancelledIsNeutral() {
        Roundoff some = new Roundoff(1e6, 40);
        assertEquals(some, some.and(Roundoff.NONE));
        assertEquals(some, Roundoff.NONE.and(some));
    }

    @Test
    void aModelOfPartsIsRoundedAsTheWorstOfThemInEachRespect() {
        assertEquals(new Roundoff(1e6, 40), Roundoff.ofInverse(1e6).and(Roundoff.ofFamily(40)));
        assertEquals(new Roundoff(1e6, 40), new Roundoff(1e6, 3).and(new Roundoff(7, 40)));
    }

    @Test
    void termsCountFourRoundingsForEachNatWhateverTheirSigns() {
        assertEquals(new Roundoff(1, 4 * (3 + 5)), Roundoff.ofTerms(3, -5));
        assertEquals(Roundoff.NONE, Roundoff.ofTerms());
    }
}
