package io.aula.courses.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.progress.WatchBatch.Interval;
import io.aula.platform.id.SessionId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a player may say at once, and what is kept of it. */
class WatchBatchTest {
    private static final Interval SECOND = new Interval(0, 1_000);

    @ParameterizedTest
    @CsvSource({"0, true", "2147483646, true", "2147483647, false", "-1, false", "-2147483648, false"})
    void aNumberHasOneBehindItOrItCannotBeKept(int seq, boolean isValid) {
        assertThat(batch(seq, List.of(SECOND), null).isValid()).isEqualTo(isValid);
    }

    @Test
    void twoHundredIntervalsAreTakenAndNotOneMore() {
        assertThat(batch(0, Collections.nCopies(200, SECOND), null).isValid()).isTrue();
        assertThat(batch(0, Collections.nCopies(201, SECOND), null).isValid()).isFalse();
    }

    @Test
    void aLabelKeepsItsFirstEightyCharactersAndNoHalfOne() {
        assertThat(label("a".repeat(80))).isEqualTo("a".repeat(80));
        assertThat(label("a".repeat(81))).isEqualTo("a".repeat(80));
        assertThat(label("a".repeat(79) + "📺"))
                .as("its second half has no room")
                .isEqualTo("a".repeat(79));
        assertThat(label("a".repeat(78) + "📺!")).isEqualTo("a".repeat(78) + "📺");
    }

    @Test
    void aLabelWithNothingToBeSeenIsNone() {
        assertThat(label(null)).isNull();
        assertThat(label("")).isNull();
        assertThat(label(" \u200B\u00A0\u202E ")).isNull();
        assertThat(label(" ".repeat(200) + "tele")).isNull();
        assertThat(label("  tele  ")).isEqualTo("tele");
    }

    @Test
    void whatLiesBeforeTheBeginningOrEndsBeforeItBeginsIsNotPlayed() {
        WatchBatch batch = batch(0, List.of(new Interval(-500, 500), new Interval(9, 9), new Interval(20, 10)), null);
        assertThat(batch.ranges()).isEqualTo("{[0,500)}");
        assertThat(batch.playedMs()).isEqualTo(500);
    }

    @Test
    void theSumOfManyLongIntervalsDoesNotTurnNegative() {
        WatchBatch batch = batch(0, Collections.nCopies(200, new Interval(Integer.MIN_VALUE, Integer.MAX_VALUE)), null);
        assertThat(batch.playedMs()).isEqualTo(Integer.MAX_VALUE);
    }

    private static WatchBatch batch(int seq, List<Interval> intervals, @Nullable String label) {
        return new WatchBatch(SessionId.next(), seq, intervals, 0, label);
    }

    private static @Nullable String label(@Nullable String said) {
        return batch(0, List.of(), said).deviceLabel();
    }
}
