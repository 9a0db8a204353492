package io.aula.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aula.transcoder.ladder.Admission.Admitted;
import io.aula.transcoder.ladder.Admission.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LadderTest {

    @Test
    void makesEveryUsualRungOfAFullHdSource() {
        assertThat(Ladder.of(picture(1920, 1080, 30), List.of()).rungs())
                .extracting(Rung::name)
                .containsExactly("v360", "v480", "v720", "v1080");
    }

    @Test
    void neverScalesUp() {
        assertThat(Ladder.of(picture(1280, 720, 30), List.of()).rungs())
                .extracting(Rung::lines)
                .containsExactly(360, 480, 720);
    }

    @Test
    void givesASmallSourceARungOfItsOwnSize() {
        assertThat(Ladder.of(picture(320, 180, 25), List.of()).rungs())
                .extracting(Rung::width, Rung::height)
                .containsExactly(tuple(320, 180));
    }

    @Test
    void namesAnUprightPictureByItsShorterSide() {
        Rung top = Ladder.of(picture(720, 1280, 30), List.of()).rungs().getLast();
        assertThat(top).isEqualTo(new Rung(720, 720, 1280, 2500));
    }

    @Test
    void keepsEverySideEvenForOddSources() {
        assertThat(Ladder.of(picture(853, 479, 25), List.of()).rungs())
                .allSatisfy(
                        rung -> assertThat(rung.width() % 2 + rung.height() % 2).isZero());
    }

    @Test
    void takesOnlyTheRungsTheJobAsksFor() {
        assertThat(Ladder.of(picture(1920, 1080, 30), List.of(new RungRequest(360, 700)))
                        .rungs())
                .extracting(Rung::lines)
                .containsExactly(360);
    }

    @Test
    void putsTheSourcesOwnSizeOnTop() {
        assertThat(Ladder.of(picture(1366, 768, 30), List.of()).rungs())
                .extracting(Rung::width, Rung::height)
                .containsExactly(tuple(640, 360), tuple(854, 480), tuple(1366, 768));
        assertThat(Ladder.of(picture(1280, 960, 30), List.of()).rungs().getLast())
                .extracting(Rung::width, Rung::height)
                .containsExactly(1280, 960);
    }

    @Test
    void startsSegmentsOnTheFrameGridWithoutDrift() {
        FrameRate rate = FrameRate.of(29.97);
        assertThat(rate).isEqualTo(new FrameRate(30000, 1001));
        assertThat(rate.segmentStartNanos(1000)).isEqualTo(4_004_000_000_000L);
    }

    @Test
    void keepsSteadyRatesAndTakesAWholePartOfFastOnes() {
        assertThat(Stream.of(5, 12.5, 15, 23, 24, 25, 40, 48, 50, 60)
                        .map(rate -> FrameRate.of(rate.doubleValue()).perSecond()))
                .containsExactly(5.0, 12.5, 15.0, 23.0, 24.0, 25.0, 40.0, 48.0, 50.0, 60.0);
        assertThat(Stream.of(72, 75, 90, 100, 120, 144, 240, 480)
                        .map(rate -> FrameRate.of(rate).perSecond()))
                .containsExactly(36.0, 37.5, 45.0, 50.0, 60.0, 48.0, 60.0, 60.0);
        assertThat(FrameRate.of(119.88)).isEqualTo(new FrameRate(60000, 1001));
        assertThat(FrameRate.of(23.976)).isEqualTo(new FrameRate(24000, 1001));
    }

    @Test
    void givesSlidesTwoPicturesASecondSoThatTheyEndInTime() {
        assertThat(FrameRate.of(0.05)).isEqualTo(new FrameRate(2, 1));
        assertThat(FrameRate.of(1)).isEqualTo(new FrameRate(2, 1));
    }

    @Test
    void refusesAbsurdSourcesBeforeDecodingThem() {
        assertThat(Admission.judge(source(picture(16_000, 8_000, 1), 10)))
                .isEqualTo(new Refused(Finding.TOO_LARGE, List.of("16000 × 8000")));
        assertThat(Admission.judge(source(picture(0, 360, 25), 10)))
                .isEqualTo(new Refused(Finding.NO_SIZE, List.of("0 × 360")));
        assertThat(Admission.judge(source(picture(640, 360, 1_000_000), 10)))
                .isEqualTo(new Refused(Finding.TOO_FAST, List.of()));
        assertThat(Admission.judge(source(picture(640, 360, 30), 7 * 3600)))
                .isEqualTo(new Refused(Finding.TOO_LONG, List.of()));
        assertThat(Admission.judge(source(null, 10))).isEqualTo(new Refused(Finding.NOTHING_IN_IT, List.of()));
        assertThat(Admission.judge(source(picture(1920, 1080, 240), 10))).isEqualTo(new Admitted());
    }

    @Test
    void tellsOfEachKindInBothLanguagesWithAllThatItNames() {
        assertThat(Finding.values()).allSatisfy(finding -> {
            String spanish = finding.spanish("8 s", "3 s");
            String english = finding.english("8 s", "3 s");
            assertThat(spanish).isNotEqualTo(english).endsWith(".").doesNotContain("%");
            assertThat(english).endsWith(".").doesNotContain("%");
            assertThat(spanish.contains("8 s")).isEqualTo(english.contains("8 s"));
            assertThat(spanish.contains("3 s")).isEqualTo(english.contains("3 s"));
        });
    }

    @Test
    void admitsSoundWithoutAPicture() {
        Sound sound = new Sound("1", "und", true, 2, 0, 1_000_000_000, 1_000_000_000);
        assertThat(Admission.judge(new SourceProfile(null, List.of(sound), 0, 1_000_000_000, 1)))
                .isEqualTo(new Admitted());
    }

    private static Picture picture(int width, int height, double fps) {
        return new Picture("", width, height, fps, false, 0, 10_000_000_000L);
    }

    private static SourceProfile source(@Nullable Picture picture, long seconds) {
        return new SourceProfile(picture, List.of(), 0, seconds * 1_000_000_000, 2);
    }
}
