package io.aula.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ChannelMixTest {

    private static final double HALF_POWER = 0.7071;

    @Test
    void mixesFivePointOneAtTheLevelsOfBs775() {
        ChannelMix mix = ChannelMix.of(6, 0x3f);
        assertThat(mix.left())
                .usingComparatorForType(ChannelMixTest::compare, Double.class)
                .containsExactly(1.0, 0.0, HALF_POWER, 0.0, HALF_POWER, 0.0);
        assertThat(mix.right())
                .usingComparatorForType(ChannelMixTest::compare, Double.class)
                .containsExactly(0.0, 1.0, HALF_POWER, 0.0, 0.0, HALF_POWER);
    }

    @Test
    void leavesStereoAsItIs() {
        assertThat(ChannelMix.of(2, 3)).isEqualTo(ChannelMix.of(2, 0));
        assertThat(ChannelMix.of(2, 3).matrix())
                .isEqualTo("<<(float)1.000000, (float)0.000000>,<(float)0.000000, (float)1.000000>>");
    }

    @Test
    void playsOneChannelOnBothSidesWhereverItStands() {
        assertThat(ChannelMix.of(1, 1)).isEqualTo(ChannelMix.of(1, 0));
        assertThat(ChannelMix.of(1, 1).right()).containsExactly(1.0);
    }

    @Test
    void assumesTheOrderOfWaveFilesWhereNothingIsSaid() {
        assertThat(ChannelMix.of(6, 0)).isEqualTo(ChannelMix.of(6, 0x3f));
        assertThat(ChannelMix.of(4, 0)).isEqualTo(ChannelMix.of(4, 0x33));
    }

    @Test
    void losesNoChannelOfAnyCount() {
        for (int channels = 1; channels <= 24; channels++) {
            ChannelMix mix = ChannelMix.of(channels, 0);
            assertThat(mix.left()).hasSize(channels);
            for (int i = 0; i < channels; i++) {
                boolean isLow = channels >= 6 && channels <= 8 && i == 3;
                assertThat(mix.left().get(i) + mix.right().get(i))
                        .isCloseTo(isLow ? 0 : 1, within(isLow ? 0.01 : 1.01));
                assertThat(mix.left().get(i) + mix.right().get(i) > 0).isEqualTo(!isLow);
            }
        }
    }

    private static int compare(Double a, Double b) {
        return Math.abs(a - b) < 0.001 ? 0 : Double.compare(a, b);
    }
}
