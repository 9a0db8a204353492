package io.aula.transcoder.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aula.media.captions.TextTrack.Markup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text tracks of Matroska files, of bytes that are put together here. */
final class MatroskaTextsTest {

    private static final long MS = 1_000_000L;
    private static final byte[] HEAD = element(0x1A45DFA3, element(0x4282, "matroska".getBytes(UTF_8)));

    @TempDir
    private Path folder;

    @Test
    void readsSubRipBesidePicturesWithLanguageAndTimes() throws IOException {
        byte[] tracks = tracks(track(1, "V_VP9", new byte[0]), track(2, "S_TEXT/UTF8", language("spa")));
        List<SourceText> found = read(
                tracks,
                cluster(
                        3_000,
                        simple(1, 0, new byte[5_000]),
                        group(2, 500, 2_000, "<i>Hola</i>\na todos".getBytes(UTF_8)),
                        simple(1, 40, new byte[70_000])),
                cluster(8_000, simple(1, 0, new byte[10]), group(2, -100, 1_000, "Adiós".getBytes(UTF_8))));
        assertThat(found)
                .containsExactly(new SourceText(
                        "spa",
                        true,
                        false,
                        Markup.SRT,
                        List.of(
                                new SourceText.Cue(3_500 * MS, 5_500 * MS, "<i>Hola</i>\na todos"),
                                new SourceText.Cue(7_900 * MS, 8_900 * MS, "Adiós"))));
    }

    @Test
    void readsWebVttAsMatroskaAndAsWebMHaveIt() throws IOException {
        byte[] tracks = tracks(
                track(1, "S_TEXT/WEBVTT", element(0x22B59D, "pt-BR".getBytes(UTF_8)), language("por")),
                track(2, "D_WEBVTT/SUBTITLES", language("eng")),
                track(3, "D_WEBVTT/METADATA", language("eng")));
        List<SourceText> found = read(
                tracks,
                cluster(
                        0,
                        group(1, 0, 1_000, "<v Ana>Olá".getBytes(UTF_8)),
                        group(2, 0, 1_000, "cue 1\nalign:start\nHello\nyou".getBytes(UTF_8)),
                        group(3, 0, 1_000, "a\nb\n{}".getBytes(UTF_8))));
        assertThat(found).extracting(SourceText::language).containsExactlyInAnyOrder("pt-BR", "eng");
        assertThat(found).extracting(SourceText::markup).containsOnly(Markup.VTT);
        assertThat(texts(found)).containsExactlyInAnyOrder("<v Ana>Olá", "Hello\nyou");
    }

    @Test
    void readsBlocksThatArePackedAndATrackWithATimescaleOfItsOwn() throws IOException {
        byte[] deflated = element(0x6D80, element(0x6240, element(0x5034, new byte[0])));
        byte[] stripped = element(
                0x6D80,
                element(
                        0x6240,
                        element(0x5034, element(0x4254, new byte[] {3}), element(0x4255, "Ho".getBytes(UTF_8)))));
        byte[] tracks = concat(
                element(0x1549A966, element(0x2AD7B1, new byte[] {0x1E, (byte) 0x84, (byte) 0x80})),
                tracks(track(1, "S_TEXT/UTF8", deflated), track(2, "S_TEXT/UTF8", stripped)));
        List<SourceText> found =
                read(tracks, cluster(100, group(1, 0, 500, packed("Adiós")), group(2, 0, 500, "la".getBytes(UTF_8))));
        assertThat(texts(found)).containsExactlyInAnyOrder("Adiós", "Hola");
        assertThat(found.getFirst().cues().getFirst().startNanos())
                .as("two milliseconds a tick")
                .isEqualTo(200 * MS);
    }

    @Test
    void keepsApartWhatIsForcedOrSomebodysRemarks() throws IOException {
        byte[] tracks = tracks(
                track(1, "S_TEXT/UTF8", element(0x55AA, new byte[] {1})),
                track(2, "S_TEXT/UTF8", element(0x55AF, new byte[] {1}), element(0x88, new byte[] {0})),
                track(3, "S_TEXT/UTF8", element(0xB9, new byte[] {0})));
        List<SourceText> found = read(
                tracks,
                cluster(
                        0,
                        group(1, 0, 9, "a".getBytes(UTF_8)),
                        group(2, 0, 9, "b".getBytes(UTF_8)),
                        group(3, 0, 9, "c".getBytes(UTF_8))));
        assertThat(texts(found)).as("a track that is switched off is none").containsExactlyInAnyOrder("a", "b");
        assertThat(found).allMatch(SourceText::isPartial);
    }

    @Test
    void aBlockThatDoesNotSayHowLongItShowsIsTold() throws IOException {
        List<SourceText> found = read(
                tracks(track(1, "S_TEXT/UTF8", new byte[0])), cluster(0, simple(1, 700, "Sin fin".getBytes(UTF_8))));
        assertThat(found.getFirst().cues()).containsExactly(new SourceText.Cue(700 * MS, -1, "Sin fin"));
    }

    @Test
    void readsWhatStandsBeforeACutAndGivesUpOnNonsense() throws IOException {
        byte[] good = group(1, 0, 500, "Entero".getBytes(UTF_8));
        byte[] cut = Arrays.copyOf(group(1, 600, 500, "Cortado del todo".getBytes(UTF_8)), 14);
        byte[] tracks = tracks(track(1, "S_TEXT/UTF8", new byte[0]));
        assertThat(texts(read(tracks, cluster(0, good), cut))).containsExactly("Entero");
        assertThat(texts(read(tracks, cluster(0, good), new byte[50]))).containsExactly("Entero");

        byte[] encrypted = track(1, "S_TEXT/UTF8", element(0x6D80, element(0x6240, element(0x5033, new byte[] {1}))));
        assertThat(read(tracks(encrypted), cluster(0, good))).isEmpty();
        byte[] bomb = packed("0".repeat(SourceText.LARGEST_SAMPLE + 1));
        byte[] deflated = element(0x6D80, element(0x6240, element(0x5034, new byte[0])));
        assertThat(texts(read(tracks(track(1, "S_TEXT/UTF8", deflated)), cluster(0, group(1, 0, 9, bomb)))))
                .isEmpty();
    }

    private List<SourceText> read(byte[]... parts) throws IOException {
        Path file = folder.resolve("some.mkv");
        Files.write(file, concat(HEAD, element(0x18538067, parts)));
        return MatroskaTexts.read(file);
    }

    private static List<String> texts(List<SourceText> found) {
        return found.stream()
                .flatMap(track -> track.cues().stream())
                .map(SourceText.Cue::text)
                .toList();
    }

    private static byte[] tracks(byte[]... tracks) {
        return element(0x1654AE6B, tracks);
    }

    private static byte[] track(int number, String codec, byte[]... more) {
        return element(
                0xAE, element(0xD7, new byte[] {(byte) number}), element(0x86, codec.getBytes(UTF_8)), concat(more));
    }

    private static byte[] language(String letters) {
        return element(0x22B59C, letters.getBytes(UTF_8));
    }

    private static byte[] cluster(int ms, byte[]... blocks) {
        return element(0x1F43B675, element(0xE7, number(ms)), concat(blocks));
    }

    private static byte[] simple(int track, int ms, byte[] content) {
        return element(0xA3, block(track, ms, content));
    }

    private static byte[] group(int track, int ms, int lasts, byte[] content) {
        return element(0xA0, element(0xA1, block(track, ms, content)), element(0x9B, number(lasts)));
    }

    private static byte[] block(int track, int ms, byte[] content) {
        byte[] head = ByteBuffer.allocate(4)
                .put((byte) (0x80 | track))
                .putShort((short) ms)
                .put((byte) 0)
                .array();
        return concat(head, content);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] packed(String text) {
        Deflater deflater = new Deflater();
        deflater.setInput(text.getBytes(UTF_8));
        deflater.finish();
        byte[] out = new byte[10_000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] element(int id, byte[]... parts) {
        byte[] content = concat(parts);
        int bytes = 4 - Integer.numberOfLeadingZeros(id) / 8;
        ByteBuffer out = ByteBuffer.allocate(bytes + 8);
        for (int i = bytes - 1; i >= 0; i--) {
            out.put((byte) (id >> 8 * i));
        }
        out.putLong(0x0100_0000_0000_0000L | content.length);
        return concat(out.array(), content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
