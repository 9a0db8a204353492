package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputCheckTest {

    private static final TrackInfo TRACK = new TrackInfo("v360", "avc1.64001e", 640, 360, 1000, 0, 0);

    @TempDir
    private Path output;

    private OutputCheck check;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(output.resolve("v360"));
        check = new OutputCheck(output);
    }

    @Test
    void givesTheBytesOfASegmentThatIsWhatItSays() throws Exception {
        byte[] bytes = boxes("styp", "moof", "mdat");
        Files.write(output.resolve("v360/seg-3.m4s"), bytes);
        assertThat(check.segment("v360", TRACK, segment(3, bytes.length), 3)).isEqualTo(bytes);
    }

    @Test
    void takesNoSegmentOfAnotherLengthOrPlace() throws Exception {
        byte[] bytes = boxes("styp", "moof", "mdat");
        Files.write(output.resolve("v360/seg-3.m4s"), bytes);
        assertUntrue("instead of number 2", () -> check.segment("v360", TRACK, segment(3, bytes.length), 2));
        assertUntrue("bytes instead of", () -> check.segment("v360", TRACK, segment(3, bytes.length + 1), 3));
        assertUntrue("ticks", () -> check.segment("v360", TRACK, new SegmentInfo(3, 0, 61_000, bytes.length), 3));
    }

    @Test
    void takesNothingThatIsNoSegmentInside() throws Exception {
        for (byte[] bytes : new byte[][] {
            boxes("styp", "moof"),
            boxes("styp", "moof", "mdat", "moov"),
            boxes("ftyp", "moov"),
            "<html><script>".repeat(9).getBytes(StandardCharsets.UTF_8),
            {}
        }) {
            Files.write(output.resolve("v360/seg-1.m4s"), bytes);
            assertThatThrownBy(() -> check.segment("v360", TRACK, segment(1, bytes.length), 1))
                    .isInstanceOf(OutputCheck.UntrueException.class);
        }
    }

    @Test
    void followsNoLinkToAFileOfOthers() throws Exception {
        byte[] bytes = boxes("styp", "moof", "mdat");
        Path secret = Files.write(output.resolveSibling("secret"), bytes);
        Files.createSymbolicLink(output.resolve("v360/seg-1.m4s"), secret);
        assertUntrue("is no file", () -> check.segment("v360", TRACK, segment(1, bytes.length), 1));
        Files.createDirectories(output.resolveSibling("elsewhere"));
        Files.write(output.resolveSibling("elsewhere/seg-1.m4s"), bytes);
        Files.createSymbolicLink(output.resolve("v480"), output.resolveSibling("elsewhere"));
        assertThatThrownBy(() -> check.segment("v480", TRACK, segment(1, bytes.length), 1))
                .isInstanceOf(IOException.class);
        Files.delete(output.resolveSibling("elsewhere/seg-1.m4s"));
        Files.delete(output.resolveSibling("elsewhere"));
        Files.delete(secret);
    }

    @Test
    void takesNoNameThatLeavesItsFolderOrBreaksAPlaylist() {
        for (String name : new String[] {"../v360", "v360/..", "v360\n#EXT-X-KEY", "", "audio-2x"}) {
            assertUntrue("a track called", () -> check.track(new TrackInfo(name, "avc1", 1, 1, 1000, 0, 0)));
        }
        assertUntrue("codec", () -> check.track(new TrackInfo("v360", "avc1\",URI=\"x", 1, 1, 1000, 0, 0)));
        assertUntrue("codec", () -> check.track(new TrackInfo("v360", "avc1", 1, 1, 0, 0, 0)));
    }

    @Test
    void takesNoPictureThatIsNone() throws Exception {
        Files.writeString(output.resolve("poster.jpg"), "<svg onload=alert(1)>");
        Files.writeString(output.resolve("poster.webp"), "<svg onload=alert(1)>");
        Files.writeString(output.resolve("sprite.vtt"), "WEBVTT\n\n00:00.000 --> 00:02.000\n<script>\n");
        assertUntrue("no JPEG", () -> check.jpeg("poster.jpg"));
        assertUntrue("no WebP", () -> check.webp("poster.webp"));
        assertUntrue("no list of tiles", () -> check.tiles("sprite.vtt"));
    }

    private static void assertUntrue(String told, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(OutputCheck.UntrueException.class).hasMessageContaining(told);
    }

    private static SegmentInfo segment(int number, long bytes) {
        return new SegmentInfo(number, 0, 4_000, bytes);
    }

    private static byte[] boxes(String... types) {
        ByteBuffer bytes = ByteBuffer.allocate(types.length * 24);
        for (String type : types) {
            bytes.putInt(24).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(new byte[16]);
        }
        return bytes.array();
    }
}
