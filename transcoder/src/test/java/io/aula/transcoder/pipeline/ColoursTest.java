package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ColoursTest {

    @Test
    void assumesOfALargePictureWhatIsUsualForLargeOnes() {
        assertThat(Colours.of("", 1280, 720)).isEqualTo(Colours.LARGE);
        assertThat(Colours.of("", 1280, 534)).as("cut for the cinema").isEqualTo(Colours.LARGE);
        assertThat(Colours.of("", 540, 960)).as("upright").isEqualTo(Colours.LARGE);
        assertThat(Colours.of("", 3840, 2160))
                .as("no wider gamut for want of words")
                .isEqualTo(Colours.LARGE);
        assertThat(Colours.of("", 720, 576)).isEqualTo(Colours.SMALL);
    }

    @Test
    void keepsWhatIsSaidAndAddsWhatIsNot() {
        assertThat(Colours.of("bt601", 1920, 1080)).isEqualTo(Colours.SMALL);
        assertThat(Colours.of("2:4:0:0", 1920, 1080)).isEqualTo(Colours.SMALL);
        assertThat(Colours.of("2:0:0:1", 640, 360)).isEqualTo(new Colours(2, 4, 16, 1));
        assertThat(Colours.of("1:0:0:0", 1920, 1080)).isEqualTo(new Colours(1, 3, 5, 1));
        assertThat(Colours.of("2:6:14:7", 3840, 2160).text()).isEqualTo("2:6:14:7");
    }

    @Test
    void publishesTheNarrowRangeOfPlanesWhateverTheSourceHas() {
        assertThat(Colours.of("1:4:0:0", 640, 480).published().text()).isEqualTo("2:4:16:4");
        assertThat(Colours.of("sRGB", 640, 480).published()).isEqualTo(Colours.LARGE);
        assertThat(Colours.of("0:1:0:0", 640, 480).published()).isEqualTo(Colours.LARGE);
        assertThat(Colours.of("bt2100-pq", 3840, 2160).published()).isEqualTo(new Colours(2, 6, 14, 7));
    }
}
