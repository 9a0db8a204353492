package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;
import static io.aula.transcoder.corpus.OrdinaryFiles.picture;
import static io.aula.transcoder.corpus.OrdinaryFiles.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.media.captions.TextTrack;
import io.aula.transcoder.pipeline.ChildEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Files with text tracks beside picture and sound. */
final class TextFiles {

    private static final String SPANISH = """
            1
            00:00:01,000 --> 00:00:02,000
            <i>Primero</i> destella

            2
            00:00:03,000 --> 00:00:04,500
            y luego
            suena

            3
            00:00:30,000 --> 00:00:31,000
            Después del final

            """;
    private static final String ENGLISH =
            "1\n00:00:01,000 --> 00:00:02,000\nFirst\n\n2\n00:00:03,000 --> 00:00:04,500\nand then\n\n";
    private static final String VP8 = " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus ";

    private TextFiles() {}

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>();
        all.add(made("tx3g in MP4", "texts.mp4", X264 + AAC + "-c:s mov_text").quick());
        all.add(made("text in QuickTime", "texts.mov", X264 + AAC + "-c:s mov_text", "es", "und"));
        all.add(made("SubRip in Matroska", "texts.mkv", X264 + AAC + "-c:s srt").quick());
        all.add(made("WebVTT in Matroska", "texts-vtt.mkv", X264 + AAC + "-c:s webvtt"));
        all.add(made("WebVTT in WebM", "texts.webm", VP8 + "-c:s webvtt").quick());
        all.add(late("mp4", "mov_text"));
        all.add(late("mkv", "srt"));
        all.add(MadeFile.of("takes chapters for no captions", "chapters.mp4", (file, folder) -> {
                    Path chapters = Files.writeString(
                            folder.resolve("chapters.txt"),
                            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=Uno\n"
                                    + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=8000\ntitle=Dos\n");
                    Ffmpeg.make(file, clip() + " -i " + chapters + " -map 0:v -map 1:a -map_metadata 2 " + X264 + AAC);
                })
                .and(watched ->
                        assertThat(watched.output().resolve(ChildEvent.TEXTS)).doesNotExist()));
        return all;
    }

    private static MadeFile made(String what, String name, String codecs) {
        return made(what, name, codecs, "es", "en");
    }

    /** @param languages as they are found; QuickTime's number of English says nothing */
    private static MadeFile made(String what, String name, String codecs, String... languages) {
        return MadeFile.of("takes in " + what + " in two languages", name, (file, folder) -> {
                    Path spanish = Files.writeString(folder.resolve("es.srt"), SPANISH);
                    Path english = Files.writeString(folder.resolve("en.srt"), ENGLISH);
                    Ffmpeg.make(
                            file,
                            clip() + " -i " + spanish + " -i " + english
                                    + " -map 0:v -map 1:a -map 2:s -map 3:s -metadata:s:s:0 language=spa"
                                    + " -metadata:s:s:1 language=eng " + codecs + " -t 8 ");
                })
                .and(watched -> {
                    List<TextTrack> tracks = texts(watched);
                    assertThat(tracks).extracting(TextTrack::locale).containsExactly(languages);
                    assertThat(tracks.getFirst().cues()).hasSize(2).satisfies(cues -> {
                        assertThat(cues.getFirst().text()).contains("Primero").contains("destella");
                        assertThat(cues.getLast().text()).isEqualToNormalizingNewlines("y luego\nsuena");
                    });
                })
                .and(shownAt(1.0, 2.0, 3.0, 4.5));
    }

    /** What is made begins where the first of picture and sound begins, and so do the texts. */
    private static MadeFile late(String container, String codec) {
        return MadeFile.of(
                        "keeps texts beside a picture that starts late in " + container,
                        "late-texts." + container,
                        (file, folder) -> {
                            Path spanish = Files.writeString(folder.resolve("late-es.srt"), SPANISH);
                            Ffmpeg.make(
                                    file,
                                    " -itsoffset 2.6 " + picture("320x180", "25", 8) + " -itsoffset 2 " + sound(8)
                                            + " -itsoffset 2 -i " + spanish + " -map 0:v -map 1:a -map 2:s " + X264
                                            + AAC + " -c:s " + codec + " -t 8 ");
                        })
                .and(watched -> {
                    List<Double> beeps = watched.beeps();
                    double first = texts(watched).getFirst().cues().getFirst().startMs() / 1000.0;
                    assertThat(first).as("beside the first beep").isEqualTo(beeps.getFirst(), within(0.06));
                });
    }

    private static MadeFile.Check shownAt(double... times) {
        return watched -> {
            double[] found = texts(watched).getFirst().cues().stream()
                    .flatMap(cue -> List.of(cue.startMs() / 1000.0, cue.endMs() / 1000.0).stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assertThat(found).as(Arrays.toString(found)).containsExactly(times, within(0.03));
        };
    }

    private static List<TextTrack> texts(Watched watched) throws java.io.IOException {
        byte[] written = Files.readAllBytes(watched.output().resolve(ChildEvent.TEXTS));
        return List.of(JsonMapper.shared().readValue(written, TextTrack[].class));
    }
}
