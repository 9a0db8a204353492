package io.aula.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.transcoder.ladder.Admission.Admitted;
import io.aula.transcoder.ladder.Admission.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LadderTest {

    @Test
    void makesEveryUsualRungOfAFullHdSource() {
        assertThat(Ladder.of(source(1920, 1080, 30), List.of()).rungs())
                .extracting(Rung::name)
                .containsExactly("v360", "v480", "v720", "v1080");
    }

    @Test
    void neverScalesUp() {
        assertThat(Ladder.of(source(1280, 720, 30), List.of()).rungs())
                .extracting(Rung::lines)
                .containsExactly(360, 480, 720);
    }

    @Test
    void givesASmallSourceARungOfItsOwnSize() {
        assertThat(Ladder.of(source(320, 180, 25), List.of()).rungs())
                .extracting(Rung::width, Rung::height)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(320, 180));
    }

    @Test
    void namesAnUprightPictureByItsShorterSide() {
        Rung top = Ladder.of(source(720, 1280, 30), List.of()).rungs().getLast();
        assertThat(top).isEqualTo(new Rung(720, 720, 1280, 2500));
    }

    @Test
    void keepsEverySideEvenForOddSources() {
        assertThat(Ladder.of(source(853, 479, 25), List.of()).rungs())
                .allSatisfy(
                        rung -> assertThat(rung.width() % 2 + rung.height() % 2).isZero());
    }

    @Test
    void takesOnlyTheRungsTheJobAsksFor() {
        assertThat(Ladder.of(source(1920, 1080, 30), List.of(new RungRequest(360, 700)))
                        .rungs())
                .extracting(Rung::lines)
                .containsExactly(360);
    }

    @Test
    void startsSegmentsOnTheFrameGridWithoutDrift() {
        FrameRate rate = FrameRate.near(29.97);
        assertThat(rate).isEqualTo(new FrameRate(30000, 1001));
        assertThat(rate.segmentStartNanos(1000)).isEqualTo(4_004_000_000_000L);
    }

    @Test
    void keepsTheSlowRateOfSlides() {
        assertThat(FrameRate.near(5)).isEqualTo(new FrameRate(5, 1));
    }

    @Test
    void refusesAbsurdSourcesBeforeDecodingThem() {
        assertThat(Admission.judge(source(16_000, 8_000, 1))).isInstanceOf(Refused.class);
        assertThat(Admission.judge(source(640, 360, 1_000_000))).isInstanceOf(Refused.class);
        assertThat(Admission.judge(source(640, 360, 30).withDuration(7 * 3_600_000L)))
                .isEqualTo(new Refused(FailureCode.TOO_LONG, "longer than 6 hours"));
        assertThat(Admission.judge(new SourceProfile(false, true, 0, 0, 0, 1000, 1, false)))
                .isEqualTo(new Refused(FailureCode.NO_VIDEO_STREAM, "the file has no picture that can be read"));
        assertThat(Admission.judge(source(1920, 1080, 30))).isEqualTo(new Admitted());
    }

    private static SourceProfile source(int width, int height, double fps) {
        return new SourceProfile(true, true, width, height, fps, 10_000, 2, false);
    }
}
