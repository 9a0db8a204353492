package io.aula.transcoder.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class GainPlanTest {

    private static final int RATE = 48_000;

    /** EBU Tech 3341, case 1: 1 kHz at −23 dBFS in both channels is −23 LUFS. */
    @Test
    void measuresAToneAsTheRecommendationSays() {
        double amplitude = decibels(-23);
        assertThat(measure(20, t -> amplitude * Math.sin(2 * Math.PI * 1000 * t))
                        .loudness())
                .isCloseTo(-23, within(0.1));
    }

    /** EBU Tech 3341, case 3: what is 10 LU below the rest does not count. */
    @Test
    void leavesPausesOut() {
        MeasuredSound sound = measure(80, t -> {
            double amplitude = t < 10 || t >= 70 ? decibels(-36) : decibels(-23);
            return amplitude * Math.sin(2 * Math.PI * 1000 * t);
        });
        assertThat(sound.loudness()).isCloseTo(-23, within(0.1));
    }

    /** A sine of a quarter of the rate, sampled between its peaks, is 3 dB higher than any of its samples. */
    @Test
    void seesPeaksBetweenSamples() {
        MeasuredSound sound = measure(1, t -> 0.5 * Math.sin(2 * Math.PI * RATE / 4.0 * t + Math.PI / 4));
        assertThat(20 * Math.log10(sound.peak())).isCloseTo(-6, within(0.4));
    }

    @Test
    void keepsEveryPeakBelowTheCeilingAndTheWholeAtItsTarget() {
        MeasuredSound quietWithBangs = measure(30, t -> (t % 3 < 0.01 ? 0.8 : 0.05) * Math.sin(2 * Math.PI * 700 * t));
        GainPlan plan = GainPlan.levelled(quietWithBangs);
        float[] gains = new float[quietWithBangs.slices()];
        double highest = 0;
        for (int i = 0; i < gains.length; i++) {
            gains[i] = (float) (plan.factor() * shareAt(plan, MeasuredSound.nanos(i)));
            highest = Math.max(highest, quietWithBangs.peak(i) * gains[i]);
        }
        assertThat(plan.turns()).isNotEmpty();
        assertThat(20 * Math.log10(highest)).isLessThanOrEqualTo(-1.99);
        assertThat(quietWithBangs.loudness(gains)).isCloseTo(-16, within(0.5));
    }

    @Test
    void makesLoudSoundSofterByOneFactor() {
        GainPlan plan = GainPlan.levelled(measure(10, t -> 0.9 * Math.sin(2 * Math.PI * 1000 * t)));
        assertThat(plan.factor()).isCloseTo(decibels(-16 + 0.9), within(0.02));
        assertThat(plan.turns()).isEmpty();
    }

    @Test
    void leavesSilenceAndWhatFitsAlone() {
        assertThat(GainPlan.levelled(measure(5, t -> 0))).isEqualTo(GainPlan.NONE);
        assertThat(GainPlan.unclipped(measure(5, t -> 0.5 * Math.sin(900 * t)))).isEqualTo(GainPlan.NONE);
        assertThat(GainPlan.levelled(new SoundMeter().measured())).isEqualTo(GainPlan.NONE);
    }

    @Test
    void makesWhatWouldBeCutOffSofterAsAWhole() {
        GainPlan plan = GainPlan.unclipped(measure(5, t -> 2.2 * Math.sin(900 * t)));
        assertThat(plan.factor()).isCloseTo(decibels(-2) / 2.2, within(0.01));
        assertThat(plan.turns()).isEmpty();
    }

    @Test
    void survivesNumbersThatAreNone() {
        SoundMeter meter = new SoundMeter();
        meter.listen(FloatBuffer.wrap(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f, -1e30f}));
        assertThat(meter.measured().peak()).isFinite();
    }

    /** As the pipeline does it: steadily from turn to turn. */
    private static double shareAt(GainPlan plan, long nanos) {
        GainPlan.Turn before = new GainPlan.Turn(0, 1);
        for (GainPlan.Turn turn : plan.turns()) {
            if (turn.nanos() > nanos) {
                double way = (nanos - before.nanos()) / (double) (turn.nanos() - before.nanos());
                return before.share() + way * (turn.share() - before.share());
            }
            before = turn;
        }
        return before.share();
    }

    private static MeasuredSound measure(double seconds, DoubleUnaryOperator wave) {
        SoundMeter meter = new SoundMeter();
        FloatBuffer second = FloatBuffer.allocate(2 * RATE);
        for (int i = 0; i < seconds * RATE; i++) {
            float sample = (float) wave.applyAsDouble(i / (double) RATE);
            second.put(sample).put(sample);
            if (!second.hasRemaining()) {
                meter.listen(second.flip());
                second.clear();
            }
        }
        meter.listen(second.flip());
        return meter.measured();
    }

    private static double decibels(double level) {
        return Math.pow(10, level / 20);
    }
}
