package io.aula.media.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class CaptionFilesTest {

    private static final String PREFIX = "vid_1/4/";
    private static final String MASTER = """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Main",DEFAULT=YES,AUTOSELECT=YES,URI="audio/index.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,AUDIO="audio"
            v360/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=2,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="audio"
            v720/index.m3u8
            """;
    private static final String MANIFEST = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
             <Period id="0" start="PT0S">
              <AdaptationSet id="0" contentType="video" mimeType="video/mp4"/>
              <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4"/>
             </Period>
            </MPD>
            """;

    @TempDir
    private Path folder;

    private ObjectStore store;
    private CaptionFiles files;

    @BeforeEach
    void aVideoWithoutCaptions() {
        store = ObjectStores.folder(folder);
        put("master.m3u8", MASTER);
        put("manifest.mpd", MANIFEST);
        files = new CaptionFiles(store, "media", PREFIX);
    }

    @Test
    void namesLanguageAndMachineInTheHlsManifest() throws Exception {
        files.publish(3, 130_000, List.of(spanish(), english()));
        String master = text(CaptionFiles.hls(3));
        assertThat(master)
                .contains("NAME=\"Español (automático)\",LANGUAGE=\"es\",DEFAULT=YES")
                .contains("CHARACTERISTICS=\"public.machine-generated,public.accessibility.transcribes-spoken-dialog\"")
                .contains("LANGUAGE=\"en\",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS=\"public.accessibility")
                .contains("URI=\"captions/3/es/index.m3u8\"");
        assertThat(master.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
                .hasSize(2)
                .allMatch(line -> line.endsWith(",AUDIO=\"audio\",SUBTITLES=\"captions\""));
        assertThat(text("master.m3u8")).isEqualTo(MASTER);
    }

    @Test
    void namesLanguageAndMachineInTheDashManifest() throws Exception {
        files.publish(3, 130_000, List.of(spanish(), english()));
        Document mpd = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(CaptionFiles.dash(3)).getBytes(StandardCharsets.UTF_8)));
        var sets = mpd.getElementsByTagName("AdaptationSet");
        assertThat(sets.getLength()).isEqualTo(4);
        assertThat(sets.item(2).getAttributes().getNamedItem("id").getNodeValue())
                .isEqualTo("2");
        assertThat(sets.item(2).getAttributes().getNamedItem("lang").getNodeValue())
                .isEqualTo("es");
        assertThat(sets.item(2).getTextContent()).contains("Español (automático)", "captions/3/es.vtt");
        assertThat(mpd.getElementsByTagName("SupplementalProperty").getLength()).isEqualTo(1);
    }

    @Test
    void escapesTheNameOfARegionInTheDashManifest() throws Exception {
        CaptionTrack track =
                new CaptionTrack("en-TT", "English (Trinidad & Tobago)", false, false, List.of(cue(0, 1_000, "x")));
        files.publish(3, 130_000, List.of(track));
        Document mpd = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(CaptionFiles.dash(3)).getBytes(StandardCharsets.UTF_8)));
        assertThat(mpd.getElementsByTagName("Label").item(0).getTextContent()).isEqualTo("English (Trinidad & Tobago)");
    }

    @Test
    void putsACueThatCrossesABorderInBothSegmentsAsOne() throws Exception {
        files.publish(3, 130_000, List.of(spanish()));
        String crossing = """
                2
                00:00:58.000 --> 00:01:02.000
                cruza
                """;
        assertThat(text("captions/3/es/seg-1.vtt"))
                .startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0")
                .contains(crossing);
        assertThat(text("captions/3/es/seg-2.vtt")).contains(crossing).doesNotContain("primero");
        assertThat(text("captions/3/es/seg-3.vtt")).contains("final");
        assertThat(text("captions/3/es/index.m3u8"))
                .contains("#EXTINF:60.000,\nseg-1.vtt", "#EXTINF:10.000,\nseg-3.vtt", "#EXT-X-ENDLIST")
                .doesNotContain("seg-4");
    }

    @Test
    void givesOneFileToDownload() throws Exception {
        files.publish(3, 130_000, List.of(spanish()));
        assertThat(text(CaptionFiles.download(3, "es"))).isEqualTo("""
                WEBVTT

                1
                00:00:01.000 --> 00:00:02.500
                primero &amp; &lt;uno&gt;
                y dos

                2
                00:00:58.000 --> 00:01:02.000
                cruza

                3
                00:02:05.999 --> 00:02:08.000
                final
                """);
    }

    @Test
    void keepsARevisionWhereANewOneIsWritten() throws Exception {
        files.publish(3, 130_000, List.of(spanish()));
        String before = text(CaptionFiles.hls(3));
        files.publish(4, 130_000, List.of(english()));
        assertThat(text(CaptionFiles.hls(3))).isEqualTo(before);
        assertThat(text(CaptionFiles.hls(4)))
                .contains("captions/4/en/index.m3u8")
                .doesNotContain("captions/3");
    }

    @Test
    void writesTheManifestsAsTheyWereWithoutCaptions() throws Exception {
        files.publish(5, 130_000, List.of());
        assertThat(text(CaptionFiles.hls(5))).isEqualTo(MASTER);
        assertThat(text(CaptionFiles.dash(5))).isEqualTo(MANIFEST);
    }

    @Test
    void saysThatAVideoHasNoManifests() {
        CaptionFiles elsewhere = new CaptionFiles(store, "media", "vid_2/1/");
        assertThatThrownBy(() -> elsewhere.publish(1, 1_000, List.of())).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void commentsStandBeforeTheirCuesAndAnArrowInThemIsNoTime() {
        List<Note> notes = List.of(
                new Note(0, List.of("uno --> dos")),
                new Note(1_500, List.of("a", "b")),
                new Note(Note.AT_THE_END, List.of("fin")));
        assertThat(WebVtt.file(List.of(cue(0, 1_000, "x"), cue(2_000, 3_000, "y")), notes))
                .isEqualTo("""
                WEBVTT

                NOTE uno → dos

                1
                00:00:00.000 --> 00:00:01.000
                x

                NOTE
                a
                b

                2
                00:00:02.000 --> 00:00:03.000
                y

                NOTE fin
                """);
    }

    /** Seconds are never cut before the rest is rounded, and an empty line never ends a cue. */
    @Test
    void writesTimesAndLinesThatEveryReaderUnderstands() {
        assertThat(WebVtt.time(3_599_999)).isEqualTo("00:59:59.999");
        assertThat(WebVtt.time(36_000_000)).isEqualTo("10:00:00.000");
        assertThat(WebVtt.file(List.of(cue(0, 1_000, " ", "a\n\nb")))).endsWith(" --> 00:00:01.000\n\u00a0\na b\n");
    }

    private static CaptionTrack spanish() {
        return new CaptionTrack(
                "es",
                "Español (automático)",
                true,
                true,
                List.of(
                        cue(1_000, 2_500, "primero & <uno>", "y dos"),
                        cue(58_000, 62_000, "cruza"),
                        cue(125_999, 128_000, "final")));
    }

    private static CaptionTrack english() {
        return new CaptionTrack("en", "English", false, false, List.of(cue(1_000, 2_500, "first")));
    }

    private static Cue cue(int from, int to, String... lines) {
        return new Cue(from, to, List.of(lines), 1, List.of());
    }

    private void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef("media", PREFIX + name), new ByteArrayInputStream(bytes), bytes.length);
    }

    private String text(String name) throws IOException {
        try (var in = store.get(new ObjectRef("media", PREFIX + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
