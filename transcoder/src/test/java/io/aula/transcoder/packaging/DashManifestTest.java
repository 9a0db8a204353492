package io.aula.transcoder.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.media.captions.CaptionFiles;
import io.aula.media.captions.CaptionTrack;
import io.aula.media.captions.Cue;
import io.aula.transcoder.ladder.FrameRate;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests for DASH, held against the standard's tables; and those tables against manifests that are wrong. */
final class DashManifestTest {

    @TempDir
    private Path folder;

    @Test
    void oneRungWithoutSoundIsWhatTheStandardAsks() {
        assertThat(MpdCheck.faults(DashManifest.of(List.of(video("v360", 360, 40_000)), List.of(), rate())))
                .isEmpty();
    }

    @Test
    void severalRungsAndSoundsAreWhatTheStandardAsks() {
        String mpd = whole();
        assertThat(MpdCheck.faults(mpd)).isEmpty();
        assertThat(mpd).contains("lang=\"es-419\"", "lang=\"und\"", "frameRate=\"30000/1001\"");
    }

    @Test
    void segmentsOfOtherLengthsInTheMiddleAreWhatTheStandardAsks() {
        List<SegmentInfo> uneven = List.of(
                new SegmentInfo(1, 0, 40_000, 1),
                new SegmentInfo(2, 40_000, 40_000, 1),
                new SegmentInfo(3, 80_000, 20_000, 1),
                new SegmentInfo(4, 100_000, 40_000, 1));
        Rendition video = new Rendition(track("v360", 360), uneven);
        assertThat(MpdCheck.faults(DashManifest.of(List.of(video), List.of(), rate())))
                .isEmpty();
    }

    @Test
    void captionsInAnyLanguageAreWhatTheStandardAsks() throws Exception {
        List<Cue> cues = List.of(new Cue(0, 1_000, List.of("hola"), 1, List.of()));
        String mpd = captioned(List.of(
                new CaptionTrack("es", "Español (automático)", true, false, cues),
                new CaptionTrack("en-TT", "English (Trinidad & Tobago)", false, false, List.of()),
                new CaptionTrack("he", "עברית", false, false, cues)));
        assertThat(MpdCheck.faults(mpd)).isEmpty();
    }

    @Test
    void theStandardsOwnSchemaSaysTheSameWhereItIsGiven() {
        assumeTrue(MpdSchema.isGiven(), "skipped: -Dmpd.schema names no DASH-MPD.xsd");
        String right = whole();
        assertThat(MpdSchema.faults(right)).isEmpty();
        assertThat(MpdSchema.faults(right.replace(" bandwidth=", " bandwith="))).isNotEmpty();
        assertThat(MpdSchema.faults(right.replaceFirst("<S t=\"[0-9]+\"", "<S t=\"-5\"")))
                .isNotEmpty();
    }

    @Test
    void whatIsWrongIsFound() {
        String right = whole();
        assertWrong(right.replace(" bandwidth=", " bandwith="), "has no bandwidth");
        assertWrong(right.replace(" minBufferTime=\"PT4S\"", ""), "has no minBufferTime");
        assertWrong(right.replace("id=\"v720\"", "id=\"v360\""), "shares its id");
        assertWrong(right.replace("<AdaptationSet id=\"1\"", "<AdaptationSet id=\"0\""), "shares its id");
        assertWrong(right.replace("$Number$", "1"), "names all segments alike");
        assertWrong(right.replaceFirst("PT[0-9.]+S\">", "PT90.000S\">"), "of 90.0 s");
        assertWrong(
                right.replace("mediaPresentationDuration=\"PT", "mediaPresentationDuration=\""), "has mediaPresent");
        assertWrong(right.replaceFirst("(?s)<SegmentTimeline>.*?</SegmentTimeline>", "<SegmentTimeline/>"), "has no S");
        assertWrong(right.replaceFirst("<S t=\"[0-9]+\"", "<S t=\"-5\""), "has t=");
        assertWrong(right.replace("lang=\"es-419\"", "lang=\"español\""), "has lang=");
        assertWrong(right.replace("xmlns=\"urn:mpeg:dash", "xmlns=\"urn:mpeg:DASH"), "is none that we write");
        assertWrong(right.replace("<Role", "<Roll"), "is none that we write");
        assertWrong(right.replace("</Period>", ""), "no XML");
        assertWrong(
                right.replaceFirst("(?s)( +<Role [^>]*/>\n)( +<Representation.*?</Representation>\n)", "$2$1"),
                "stands where it may not");
    }

    private static void assertWrong(String mpd, String told) {
        assertThat(mpd).isNotEqualTo(whole());
        assertThat(String.join("\n", MpdCheck.faults(mpd))).contains(told);
    }

    private static String whole() {
        return DashManifest.of(
                List.of(video("v360", 360, 40_000), video("v720", 720, 40_000)),
                List.of(new SoundRendition(sound("audio"), "es-419"), new SoundRendition(sound("audio-2"), "und")),
                rate());
    }

    private String captioned(List<CaptionTrack> tracks) throws Exception {
        ObjectStore store = ObjectStores.folder(folder);
        put(store, "manifest.mpd", whole());
        put(store, "master.m3u8", "#EXTM3U\n");
        new CaptionFiles(store, "media", "vid/1/").publish(2, 42_000, tracks);
        try (InputStream in = store.get(new ObjectRef("media", "vid/1/" + CaptionFiles.dash(2)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void put(ObjectStore store, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef("media", "vid/1/" + name), new ByteArrayInputStream(bytes), bytes.length);
    }

    private static FrameRate rate() {
        return new FrameRate(30_000, 1_001);
    }

    private static TrackInfo track(String name, int lines) {
        return new TrackInfo(name, "avc1.64001f", lines * 16 / 9, lines, 10_000, 0, 0);
    }

    private static Rendition video(String name, int lines, long duration) {
        return new Rendition(track(name, lines), segments(duration, 20_000));
    }

    private static Rendition sound(String name) {
        return new Rendition(new TrackInfo(name, "mp4a.40.2", 0, 0, 48_000, 48_000, 2), segments(192_000, 96_768));
    }

    private static List<SegmentInfo> segments(long duration, long lastDuration) {
        List<SegmentInfo> segments = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            segments.add(new SegmentInfo(i + 1, i * duration, duration, 1_000));
        }
        segments.add(new SegmentInfo(11, 10 * duration, lastDuration, 500));
        return segments;
    }
}
