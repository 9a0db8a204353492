package io.aula.transcoder.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.transcoder.corpus.MadeFile.Check;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.TrackInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/** What can be asked of an output. */
final class Checks {

    /** What people begin to notice. */
    private static final Offset<Double> SYNC = within(0.045);

    private Checks() {}

    static Check lasts(double seconds, double tolerance) {
        return watched -> assertThat(watched.tracks())
                .allSatisfy(track -> assertThat(watched.seconds(track.name()))
                        .as(track.name())
                        .isCloseTo(seconds, within(tolerance)));
    }

    static Check flashesAt(double... times) {
        return watched -> close(watched.flashes(), times);
    }

    static Check beepsAt(double... times) {
        return watched -> close(watched.beeps(), times);
    }

    /** How much later than it beeps it flashes, the first time. */
    static Check flashesAfterBeeps(double seconds) {
        return watched -> assertThat(
                        watched.flashes().getFirst() - watched.beeps().getFirst())
                .isCloseTo(seconds, SYNC);
    }

    static Check isSilent() {
        return watched -> assertThat(watched.tracks()).allMatch(TrackInfo::isVideo);
    }

    static Check hasSize(int width, int height) {
        return watched -> assertThat(watched.best())
                .extracting(TrackInfo::width, TrackInfo::height)
                .containsExactly(width, height);
    }

    static Check hasRate(double framesPerSecond) {
        return watched -> assertThat(watched.framesPerSecond()).isCloseTo(framesPerSecond, within(0.001));
    }

    /** In dB of full scale, as root of the mean square. */
    static Check hasLevels(double left, double right) {
        return watched -> {
            assertThat(watched.level("audio", 0)).as("left").isCloseTo(left, within(0.7));
            assertThat(watched.level("audio", 1)).as("right").isCloseTo(right, within(0.7));
        };
    }

    /** The loud channel where it should be, the other at least 30 dB below. */
    static Check isOnOneSide(int channel, double level) {
        return watched -> {
            double loud = watched.level("audio", channel);
            assertThat(loud).isCloseTo(level, within(0.7));
            assertThat(watched.level("audio", 1 - channel)).isLessThan(loud - 30);
        };
    }

    /** As loud as asked, and nowhere so high that a decoder would cut it off. */
    static Check isLevelled() {
        return watched -> {
            double[] found = watched.loudnessAndPeak("audio");
            assertThat(found[0]).as("LUFS").isCloseTo(-16, within(0.5));
            assertThat(found[1]).as("dBTP").isLessThanOrEqualTo(-1);
        };
    }

    /** As loud as peaks allow that stay 1 dB below full scale. */
    static Check isNoHigherThan(double peak) {
        return watched ->
                assertThat(watched.loudnessAndPeak("audio")[1]).as("dBTP").isLessThanOrEqualTo(peak);
    }

    static Check isBrightest(String quarter) {
        return watched -> assertThat(watched.brightestQuarter()).isEqualTo(quarter);
    }

    /** One and the same for all rungs, and what is seen of them. */
    static Check hasColour(int red, int green, int blue, String meant) {
        return watched -> {
            List<TrackInfo> rungs =
                    watched.tracks().stream().filter(TrackInfo::isVideo).toList();
            assertThat(rungs).hasSizeGreaterThan(1);
            for (TrackInfo rung : rungs) {
                assertThat(watched.colours(rung.name())).as(rung.name()).isEqualTo(meant);
                int[] seen = watched.colour(rung.name());
                assertThat(seen[0]).as("red of " + rung.name()).isCloseTo(red, within(4));
                assertThat(seen[1]).as("green of " + rung.name()).isCloseTo(green, within(4));
                assertThat(seen[2]).as("blue of " + rung.name()).isCloseTo(blue, within(4));
            }
        };
    }

    static Check speaks(String... languages) {
        return watched -> {
            assertThat(watched.profile().heard()).extracting("language").containsExactly((Object[]) languages);
            assertThat(watched.tracks().stream().filter(track -> !track.isVideo()))
                    .extracting(TrackInfo::name)
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                            .limit(languages.length)
                            .map(SourceProfile::trackName)
                            .toList());
        };
    }

    /** One more where sound goes on for a moment after the last second. */
    static Check holds(int thumbnails) {
        return watched -> assertThat(watched.thumbnails()).isBetween(thumbnails, thumbnails + 1);
    }

    /** Nothing of it anywhere in what is published. */
    static Check hidesAll(String... secrets) {
        return watched -> {
            List<Path> files;
            try (Stream<Path> all = Files.walk(watched.output())) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(Stream.of(secrets).filter(bytes::contains))
                        .as(file.toString())
                        .isEmpty();
            }
        };
    }

    private static void close(List<Double> found, double... times) {
        assertThat(found).hasSize(times.length);
        for (int i = 0; i < times.length; i++) {
            assertThat(found.get(i)).as("of " + found).isCloseTo(times[i], SYNC);
        }
    }
}
