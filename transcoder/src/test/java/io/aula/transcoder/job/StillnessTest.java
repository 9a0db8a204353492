package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StillnessTest {

    private final Stillness stillness = new Stillness(Duration.ofSeconds(120), 0);

    @Test
    void aChildThatNeitherSaysAnythingNorWorksStandsStill() {
        assertThat(lasts(100, 0, 0)).isFalse();
        assertThat(lasts(119, 0, 1_000)).as("an idle process takes a little").isFalse();
        assertThat(lasts(121, 0, 1_000)).isTrue();
    }

    @Test
    void whoWorksOrSaysSomethingDoesNot() {
        assertThat(lasts(100, 1, 0)).isFalse();
        assertThat(lasts(200, 1, 1_300)).isFalse();
        assertThat(lasts(300, 1, 1_300)).isFalse();
        assertThat(lasts(321, 1, 1_300)).isTrue();
    }

    @Test
    void whatEndedProcessesHadWorkedHidesNoWorkOfTheNext() {
        assertThat(lasts(10, 0, 60_000)).isFalse();
        assertThat(lasts(100, 0, 1_000)).isFalse();
        assertThat(lasts(129, 0, 3_000)).isFalse();
        assertThat(lasts(240, 0, 3_000)).isFalse();
    }

    private boolean lasts(long seconds, long lines, long workMillis) {
        return stillness.lasts(Duration.ofSeconds(seconds).toNanos(), lines, Duration.ofMillis(workMillis));
    }
}
