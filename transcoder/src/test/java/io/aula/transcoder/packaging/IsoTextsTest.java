package io.aula.transcoder.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aula.media.captions.TextTrack.Markup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text tracks of ISO files, of bytes that are put together here. */
final class IsoTextsTest {

    private static final int MDAT_AT = 8;
    private static final short SPANISH = (short) ('s' - 96 << 10 | 'p' - 96 << 5 | 'a' - 96);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void readsTimedTextWithItsGapsStylesAndLanguage() throws IOException {
        byte[] styled = concat(counted("Hola".getBytes(UTF_8)), box("styl", new byte[14]));
        List<SourceText> found = read(new Track("sbtl", "tx3g", 1_000)
                .sample(1_000, counted(new byte[0]))
                .sample(2_500, styled)
                .sample(500, counted("¿Qué?".getBytes(UTF_8))));
        assertThat(found)
                .containsExactly(new SourceText(
                        "spa",
                        true,
                        false,
                        Markup.NONE,
                        List.of(
                                new SourceText.Cue(SECOND, 3_500_000_000L, "Hola"),
                                new SourceText.Cue(3_500_000_000L, 4 * SECOND, "¿Qué?"))));
    }

    @Test
    void readsTextOfTwoBytesALetterAndOldMacintoshLetters() throws IOException {
        byte[] wide = counted(concat(new byte[] {(byte) 0xFE, (byte) 0xFF}, "Año".getBytes(UTF_16BE)));
        assertThat(texts(read(new Track("sbtl", "tx3g", 1_000).sample(1_000, wide))))
                .containsExactly("Año");
        byte[] old = counted("Año".getBytes(Charset.forName("x-MacRoman")));
        assertThat(texts(read(new Track("text", "text", 600).sample(600, old)))).containsExactly("Año");
    }

    @Test
    void readsWebVttOfWhichTwoCuesShowAtOnce() throws IOException {
        byte[] both = concat(
                box("vttc", box("iden", "1".getBytes(UTF_8)), box("payl", "<b>Uno</b>".getBytes(UTF_8))),
                box("vttc", box("payl", "Dos".getBytes(UTF_8))));
        List<SourceText> found =
                read(new Track("text", "wvtt", 1_000).sample(1_000, both).sample(500, box("vtte")));
        assertThat(texts(found)).containsExactly("<b>Uno</b>", "Dos");
        assertThat(found.getFirst().markup()).isEqualTo(Markup.VTT);
    }

    @Test
    void isMovedByItsEditList() throws IOException {
        Track late = new Track("sbtl", "tx3g", 1_000).sample(1_000, counted("Tarde".getBytes(UTF_8)));
        late.edits = box("edts", box("elst", ints(0, 2, 2_500, -1, 0x10000, 1_000, 200, 0x10000)));
        assertThat(read(late).getFirst().cues())
                .containsExactly(new SourceText.Cue(2_300_000_000L, 3_300_000_000L, "Tarde"));
    }

    @Test
    void takesATableOfContentsForNoCaptionsAndSaysWhichAreForced() throws IOException {
        Track chapters = new Track("text", "text", 1_000).sample(1_000, counted("Uno".getBytes(UTF_8)));
        Track forced = new Track("sbtl", "tx3g", 1_000).sample(1_000, counted("Rótulo".getBytes(UTF_8)));
        chapters.id = 7;
        forced.reference = box("tref", box("chap", ints(7)));
        forced.flags = 0xC0000000;
        List<SourceText> found = read(chapters, forced);
        assertThat(texts(found)).containsExactly("Rótulo");
        assertThat(found.getFirst().isPartial()).isTrue();
    }

    @Test
    void leavesOutWhatIsMalformedAndReadsTheRest() throws IOException {
        byte[] lying = {0x7f, 0x7f, 'x'};
        Track broken =
                new Track("sbtl", "tx3g", 1_000).sample(1_000, lying).sample(1_000, counted("Sigue".getBytes(UTF_8)));
        Track withoutTables = new Track("sbtl", "tx3g", 1_000);
        withoutTables.hasTables = false;
        assertThat(texts(read(withoutTables, broken))).containsExactly("Sigue");

        Track endless = new Track("sbtl", "tx3g", 1_000).sample(1_000, counted("Uno".getBytes(UTF_8)));
        endless.claimedSamples = Integer.MAX_VALUE;
        assertThat(texts(read(endless))).containsExactly("Uno");
        Track nowhere = new Track("sbtl", "tx3g", 1_000).sample(1_000, counted("Uno".getBytes(UTF_8)));
        nowhere.movedBy = 1 << 30;
        assertThat(texts(read(nowhere))).isEmpty();
    }

    private List<SourceText> read(Track... tracks) throws IOException {
        ByteArrayOutputStream mdat = new ByteArrayOutputStream();
        List<byte[]> boxes = new ArrayList<>(List.of(box("mvhd", ints(0, 0, 0, 1_000, 10_000))));
        for (Track track : tracks) {
            boxes.add(track.box(MDAT_AT + mdat.size()));
            for (byte[] sample : track.samples) {
                mdat.write(sample);
            }
        }
        Path file = folder.resolve("some.mp4");
        Files.write(file, concat(box("mdat", mdat.toByteArray()), box("moov", concat(boxes.toArray(byte[][]::new)))));
        return IsoTexts.read(file);
    }

    private static List<String> texts(List<SourceText> found) {
        return found.stream()
                .flatMap(track -> track.cues().stream())
                .map(SourceText.Cue::text)
                .toList();
    }

    private static final class Track {
        private final String handler;
        private final String kind;
        private final int timescale;
        private final List<byte[]> samples = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();
        private byte[] edits = {};
        private byte[] reference = {};
        private int id = 3;
        private int flags;
        private int claimedSamples = -1;
        private int movedBy;
        private boolean hasTables = true;

        Track(String handler, String kind, int timescale) {
            this.handler = handler;
            this.kind = kind;
            this.timescale = timescale;
        }

        Track sample(int lasts, byte[] bytes) {
            lengths.add(lasts);
            samples.add(bytes);
            return this;
        }

        byte[] box(int at) {
            int count = claimedSamples < 0 ? samples.size() : claimedSamples;
            byte[] entry = IsoTextsTest.box(kind, concat(new byte[6], new byte[] {0, 1}, ints(flags), new byte[26]));
            byte[] times = ints(0, lengths.size());
            byte[] sizes = ints(0, 0, count);
            for (int i = 0; i < samples.size(); i++) {
                times = concat(times, ints(1, lengths.get(i)));
                sizes = concat(sizes, ints(samples.get(i).length));
            }
            byte[] tables = !hasTables
                    ? new byte[0]
                    : concat(
                            IsoTextsTest.box("stts", times),
                            IsoTextsTest.box("stsz", sizes),
                            IsoTextsTest.box("stsc", ints(0, 1, 1, samples.size(), 1)),
                            IsoTextsTest.box("stco", ints(0, 1, at + movedBy)));
            byte[] language = ByteBuffer.allocate(4).putShort(SPANISH).array();
            return IsoTextsTest.box(
                    "trak",
                    IsoTextsTest.box("tkhd", ints(1, 0, 0, id, 0, 10_000)),
                    reference,
                    edits,
                    IsoTextsTest.box(
                            "mdia",
                            IsoTextsTest.box("mdhd", concat(ints(0, 0, 0, timescale, 10_000), language)),
                            IsoTextsTest.box("hdlr", concat(ints(0, 0), handler.getBytes(ISO_8859_1))),
                            IsoTextsTest.box(
                                    "minf",
                                    IsoTextsTest.box(
                                            "stbl", IsoTextsTest.box("stsd", concat(ints(0, 1), entry)), tables))));
        }
    }

    private static byte[] counted(byte[] text) {
        return concat(ByteBuffer.allocate(2).putShort((short) text.length).array(), text);
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] content = concat(parts);
        return concat(ints(content.length + 8), type.getBytes(ISO_8859_1), content);
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            out.putInt(value);
        }
        return out.array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
