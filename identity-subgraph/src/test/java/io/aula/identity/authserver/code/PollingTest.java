package io.aula.identity.authserver.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theFirstQuestionIsNeverTooSoon() {
        assertThat(Polling.of(null, null).isTooSoon(NOON)).isFalse();
    }

    @Test
    void fiveSecondsHaveToPassLessOneForTheWay() {
        Polling polling = Polling.of(NOON, null);
        assertThat(polling.isTooSoon(NOON)).isTrue();
        assertThat(polling.isTooSoon(NOON.plusMillis(3_999))).isTrue();
        assertThat(polling.isTooSoon(NOON.plusSeconds(4))).isFalse();
    }

    @Test
    void whoAsksTooSoonWaitsFiveSecondsMoreFromThenOn() {
        Polling slower = Polling.of(NOON, null).slower();
        assertThat(slower.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(slower.isTooSoon(NOON.plusSeconds(8))).isTrue();
        assertThat(slower.isTooSoon(NOON.plusSeconds(9))).isFalse();
    }

    @Test
    void theIntervalGrowsToAMinuteAndNoFurther() {
        Polling polling = Polling.of(NOON, 55).slower();
        assertThat(polling.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(polling.slower().interval()).isEqualTo(Duration.ofMinutes(1));
    }
}
