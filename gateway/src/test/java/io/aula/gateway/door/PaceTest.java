package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.door.Pace.Verdict;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void aHeadHasTenSecondsHoweverOftenAByteOfItComes() {
        pace.idle();
        pace.head();
        assertThat(secondsUntil(Verdict.TOO_SLOW, pace::head)).isEqualTo(11);
    }

    @Test
    void aNewConnectionThatSaysNothingEndsAsSoonAsOneWithHalfAHead() {
        assertThat(secondsUntil(Verdict.OVER, () -> {})).isEqualTo(11);
    }

    @Test
    void aConnectionThatHadAnAnswerMayRestForAMinute() {
        pace.idle();
        assertThat(secondsUntil(Verdict.OVER, () -> {})).isEqualTo(61);
    }

    @Test
    void aBodyThatDripsEndsAfterItsFirstSeconds() {
        pace.body();
        assertThat(secondsUntil(Verdict.TOO_SLOW, () -> pace.bytes(1))).isBetween(6, 7);
    }

    @Test
    void aSteadySenderOfSmallPacketsIsNeverTooSlow() {
        pace.body();
        assertThat(secondsUntil(Verdict.TOO_SLOW, () -> {
                    for (var packet = 0; packet < 20; packet++) {
                        pace.bytes(50);
                    }
                }))
                .isEqualTo(NEVER);
    }

    @Test
    void speedAtFirstBuysNoSilenceLater() {
        pace.body();
        pace.bytes(900_000);
        assertThat(secondsUntil(Verdict.TOO_SLOW, () -> {})).isBetween(10, 11);
    }

    @Test
    void anUploadMayStandStillForHalfAMinute() {
        pace.upload();
        for (var pause = 0; pause < 5; pause++) {
            for (var second = 0; second < 30; second++) {
                assertThat(pace.second(true)).isEqualTo(Verdict.FINE);
            }
            pace.bytes(1);
            assertThat(pace.second(true)).isEqualTo(Verdict.FINE);
        }
        assertThat(secondsUntil(Verdict.TOO_SLOW, () -> {})).isEqualTo(31);
    }

    @Test
    void whatWeDidNotWantToReadIsNobodysFault() {
        pace.body();
        for (var second = 0; second < 1_000; second++) {
            assertThat(pace.second(false)).isEqualTo(Verdict.FINE);
        }
    }

    @Test
    void anAnswerMayStreamForEver() {
        pace.answer();
        assertThat(secondsUntil(Verdict.OVER, () -> {})).isEqualTo(NEVER);
    }

    private static final int NEVER = 1_000;

    private int secondsUntil(Verdict verdict, Runnable eachSecond) {
        for (var second = 1; second < NEVER; second++) {
            eachSecond.run();
            if (pace.second(true) == verdict) {
                return second;
            }
        }
        return NEVER;
    }
}
