package io.aula.courses.captions.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.media.captions.Note;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionFileReaderTest {
    private static final int MOST = 1_000;

    @Test
    void readsSubRipWithAMarkAndWindowsLineEnds() {
        List<FileCue> cues = read("\uFEFF1\r\n"
                + "00:00:01,500 --> 00:00:03,000\r\n"
                + "Hola, <i>mundo</i>\r\n\r\n"
                + "2\r\n"
                + "00:01:00,000 --> 00:01:02,000\r\n"
                + "Uno\r\n"
                + "Dos\r\n");
        assertThat(cues)
                .containsExactly(
                        new FileCue(2, 1_500, 3_000, "Hola, mundo"), new FileCue(6, 60_000, 62_000, "Uno\nDos"));
    }

    @Test
    void tellsAFileWhoseCuesSayNothingFromOneWithoutCues() {
        for (String blank : List.of("\u200B", "<i></i>", "\u00A0 \u2060", "", "\uFEFF\n\u200B")) {
            assertThat(CaptionFileReader.read(
                            ("1\n00:00:01,000 --> 00:00:02,000\n" + blank + "\n").getBytes(StandardCharsets.UTF_8),
                            MOST))
                    .as(blank)
                    .isEqualTo(new CaptionFile.Blank(1));
        }
        for (String blank : List.of("&nbsp;", "&#8203;", "<v Ana></v>", "<c.rojo>&nbsp;</c>")) {
            assertThat(CaptionFileReader.read(
                            ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + blank + "\n\n00:03.000 --> 00:04.000\n" + blank)
                                    .getBytes(StandardCharsets.UTF_8),
                            MOST))
                    .as(blank)
                    .isEqualTo(new CaptionFile.Blank(2));
        }
        assertThat(read("hola\n")).isEmpty();
    }

    @Test
    void leavesOutABlankCueAndReadsTheRest() {
        assertThat(read("1\n00:00:01,000 --> 00:00:02,000\n\u200B\n\n2\n00:00:03,000 --> 00:00:04,000\nhola\n"))
                .containsExactly(new FileCue(6, 3_000, 4_000, "hola"));
    }

    @Test
    void readsLettersOfOldEditorsAsTheyWereMeant() {
        byte[] old =
                "1\n00:00:01,000 --> 00:00:02,000\n¿Qué año? – mañana…\n".getBytes(Charset.forName("windows-1252"));
        assertThat(cues(CaptionFileReader.read(old, MOST)).getFirst().text()).isEqualTo("¿Qué año? – mañana…");
        byte[] wide = "\uFEFF1\n00:00:01,000 --> 00:00:02,000\nñ\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(cues(CaptionFileReader.read(wide, MOST)).getFirst().text()).isEqualTo("ñ");
    }

    @Test
    void commentsStylesRegionsAndNamesAreNotSpeech() {
        List<FileCue> cues = read("""
            WEBVTT - charla
            Kind: captions

            STYLE
            ::cue { color: red }

            REGION
            id:abajo

            NOTE 00:00 revisar
            esto no se dice

            saludo
            00:01.000 --> 00:02.000 align:start position:10%
            Hola


            00:02.000 --> 00:03.000
            <v Ana>Qué tal</v> <00:00:02.500><c.amarillo>todos</c>
            """);
        assertThat(cues.stream().map(FileCue::text)).containsExactly("Hola", "Qué tal todos");
    }

    @Test
    void commentsAreKeptApartWithTheCueTheyStandBefore() {
        CaptionFile file = CaptionFileReader.read("""
                WEBVTT

                NOTE 00:00 revisar
                esto no se dice

                NOTE

                00:01.000 --> 00:02.000
                Hola

                NOTE
                dicho por Ana

                NOTE ¿seguro?

                00:02.000 --> 00:03.000
                NOTE no es un comentario

                NOTE hecho en mayo
                """.getBytes(StandardCharsets.UTF_8), MOST);
        assertThat(cues(file).stream().map(FileCue::text)).containsExactly("Hola", "NOTE no es un comentario");
        assertThat(((CaptionFile.Read) file).notes())
                .containsExactly(
                        new Note(1_000, List.of("00:00 revisar", "esto no se dice")),
                        new Note(2_000, List.of("dicho por Ana")),
                        new Note(2_000, List.of("¿seguro?")),
                        new Note(Note.AT_THE_END, List.of("hecho en mayo")));
    }

    @Test
    void marksOfDirectionAreLetters() {
        assertThat(read("WEBVTT\n\n00:01.000 --> 00:02.000\n&rlm;HTML היא שפה&rlm;\n&lrm;C++\u200E\n")
                        .getFirst()
                        .text())
                .isEqualTo("\u200FHTML היא שפה\u200F\n\u200EC++\u200E");
        assertThat(read("1\n00:00:01,000 --> 00:00:02,000\n\u202Bشكرا!\u202C\n")
                        .getFirst()
                        .text())
                .isEqualTo("\u202Bشكرا!\u202C");
    }

    @Test
    void escapesAreReadOnceAndARemarkInAngleBracketsStays() {
        assertThat(read("WEBVTT\n\n00:01.000 --> 00:02.000\nAT&amp;T &amp;lt; <risas> &#8364;\n")
                        .getFirst()
                        .text())
                .isEqualTo("AT&T &lt; <risas> €");
        assertThat(read("1\n00:00:01,000 --> 00:00:02,000\nAT&T <risas> {\\an8}arriba\n")
                        .getFirst()
                        .text())
                .isEqualTo("AT&T <risas> arriba");
    }

    @Test
    void aCueThatSaysNothingDoesNotEndTheCaptions() {
        List<FileCue> cues = read("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nمرحبا\n");
        assertThat(cues).containsExactly(new FileCue(5, 3_000, 4_000, "مرحبا"));
    }

    @Test
    void aBlankLineWithinACueOfSubRipDoesNotEndIt() {
        List<FileCue> cues =
                read("1\n00:00:01,000 --> 00:00:02,000\nuno\n\ndos\n\n2\n00:00:03,000 --> 00:00:04,000\ntres\n");
        assertThat(cues.stream().map(FileCue::text)).containsExactly("uno\ndos", "tres");
    }

    @Test
    void cuesWithoutABlankLineBetweenThemAreTwo() {
        List<FileCue> cues = read("1\n00:00:01,000 --> 00:00:02,000\nuno\n2\n00:00:03,000 --> 00:00:04,000\ndos\n");
        assertThat(cues.stream().map(FileCue::text)).containsExactly("uno", "dos");
    }

    @Test
    void aTimeThatIsNoneIsToldWithItsLine() {
        assertThat(CaptionFileReader.read(
                        "WEBVTT\n\nx\n00:aa --> 00:02.000\nHola\n".getBytes(StandardCharsets.UTF_8), MOST))
                .isEqualTo(new CaptionFile.Unreadable(4));
        assertThat(cues(CaptionFileReader.read("un poema\nsin tiempos\n".getBytes(StandardCharsets.UTF_8), MOST)))
                .isEmpty();
    }

    @Test
    void anArrowInWhatIsSaidIsNoTime() {
        assertThat(read(
                                "1\n00:00:01,000 --> 00:00:02,000\na --> b\nx = 1.5 --> y\n\n2\n00:00:03,000 --> 00:00:04,000\ndos\n")
                        .stream()
                        .map(FileCue::text))
                .containsExactly("a --> b\nx = 1.5 --> y", "dos");
        assertThat(read("WEBVTT\n\n00:01.000 --> 00:02.000\nf: A --> B\n\n00:03.000 --> 00:04.000\ndos\n").stream()
                        .map(FileCue::text))
                .containsExactly("f: A --> B", "dos");
        assertThat(CaptionFileReader.read(
                        "1\n00:00:01,000 --> 00:00:02,000\nuno\n\n2\n00:00:03,000 --> 00:aa:04,000\ndos\n"
                                .getBytes(StandardCharsets.UTF_8),
                        MOST))
                .isEqualTo(new CaptionFile.Unreadable(6));
    }

    @Test
    void aFileOfTooManyCuesIsGivenUp() {
        String many = "1\n00:00:01,000 --> 00:00:02,000\nx\n\n".repeat(12);
        assertThat(CaptionFileReader.read(many.getBytes(StandardCharsets.UTF_8), 10))
                .isEqualTo(new CaptionFile.TooManyCues(10));
    }

    @Test
    void hoursBeyondNinetyNineAndMissingThousandthsAreTimes() {
        assertThat(read("1\n100:00:01 --> 100:00:02,5\nx\n"))
                .containsExactly(new FileCue(2, 360_001_000, 360_002_500, "x"));
    }

    @Test
    void aTimeIsRoundedWholeSoThatThousandMillisecondsAreASecond() {
        assertThat(read("WEBVTT\n\n00:00:01.9995 --> 00:59:59.9996\nx\n"))
                .containsExactly(new FileCue(3, 2_000, 3_600_000, "x"));
        assertThat(SubRip.of(List.of(new FileCue(1, 2_000, 3_600_000, "x")))).contains("00:00:02,000 --> 01:00:00,000");
    }

    @Test
    void whatIsWrittenAsSubRipIsReadBackTheSame() {
        List<FileCue> cues = List.of(
                new FileCue(2, 1_999, 59_999, "uno\ndos"), new FileCue(7, 3_599_999, 3_600_000, "AT&T <risas>"));
        assertThat(read(SubRip.of(cues)).stream().map(FileCue::text).toList())
                .isEqualTo(cues.stream().map(FileCue::text).toList());
        assertThat(SubRip.of(cues)).contains("00:00:01,999 --> 00:00:59,999").contains("00:59:59,999 --> 01:00:00,000");
    }

    @Test
    void overlappingCuesAreLaidOneAfterTheOther() {
        List<FileCue> cues = List.of(
                new FileCue(1, 3_000, 9_000, "c"),
                new FileCue(2, 0, 4_000, "a"),
                new FileCue(3, 3_000, 5_000, "b"),
                new FileCue(4, 11_000, 12_000, "después"));
        assertThat(CueTimes.fitted(cues, 0, 8_000))
                .containsExactly(new FileCue(2, 0, 3_000, "a"), new FileCue(1, 3_000, 8_000, "c\nb"));
    }

    @Test
    void aFileTimedFromABroadcastClockSuggestsItsShift() {
        List<FileCue> ten = List.of(new FileCue(1, 36_002_000, 36_003_000, "x"));
        assertThat(CueTimes.suggestedShift(ten, 60_000)).isEqualTo(-36_000_000);
        assertThat(CueTimes.fitted(ten, -36_000_000, 60_000)).containsExactly(new FileCue(1, 2_000, 3_000, "x"));
        assertThat(CueTimes.suggestedShift(List.of(new FileCue(1, 500_000, 501_000, "x")), 60_000))
                .isEqualTo(-500_000);
        assertThat(CueTimes.suggestedShift(List.of(new FileCue(1, 500, 1_000, "x")), 60_000))
                .isZero();
    }

    private static List<FileCue> read(String text) {
        return cues(CaptionFileReader.read(text.getBytes(StandardCharsets.UTF_8), MOST));
    }

    private static List<FileCue> cues(CaptionFile file) {
        assertThat(file).isInstanceOf(CaptionFile.Read.class);
        return ((CaptionFile.Read) file).cues();
    }
}
