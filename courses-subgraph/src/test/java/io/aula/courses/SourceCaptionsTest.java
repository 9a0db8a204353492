package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The text tracks that an uploaded file carries, as a worker left them. */
class SourceCaptionsTest extends CaptionedLessons {
    @Test
    void theyAreCaptionsAndTheMachinesStandsBackBehindThem() {
        Lesson lesson = playable("Con texto");
        carries(lesson.video(), "es", "<i>Lo que dice</i> el archivo");
        eventually("the text", () -> said(lesson, "es").equals("Lo que dice el archivo"));
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        assertThat(track.path("origin").asString()).isEqualTo("UPLOADED");
        assertThat(track.path("isMachineMade").asBoolean()).isFalse();

        heard(lesson.video(), claim(lesson.video()).path("fence").asLong(), "es", "lo que oyó la máquina");
        eventually("the hearing", () -> state(lesson.video()).equals("READY"));
        JsonNode after = captions(TEACHER, lesson);
        assertThat(after.at("/transcript/plainText").asString()).isEqualTo("Lo que dice el archivo");
        assertThat(after.at("/captions/0/versions/0/origin").asString()).isEqualTo("WHISPER");
        eventually(
                "a manifest that calls them no machine's",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().contains("/master-c"));
        assertThat(read(lesson.video() + "/1/captions/" + published(lesson) + "/es.vtt"))
                .contains("Lo que dice el archivo");
    }

    @Test
    void theyTakeThePlaceOfTheMachinesAndNeverThatOfAPersons() {
        Lesson lesson = captioned("Después", "de la máquina");
        carries(lesson.video(), "es", "del archivo");
        eventually("the text", () -> said(lesson, "es").equals("del archivo"));

        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        String cue = captions(TEACHER, lesson).at("/transcript/cues/nodes/0/id").asString();
        assertThat(edit(track, List.of(Map.of("change", Map.of("cueId", cue, "text", "de una persona"))))
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
        carries(lesson.video(), "es", "del archivo otra vez", "en", "from the file");
        eventually("the other language", () -> said(lesson, "en").equals("from the file"));
        assertThat(said(lesson, "es")).isEqualTo("de una persona");
    }

    @Test
    void aTrackWithoutALanguageIsReadForItAndOneThatNobodyCanTellIsLeftOut() {
        Lesson lesson = playable("Sin idioma");
        carries(lesson.video(), "und", "Esta es la primera clase y no es muy larga", "und", "42 42 42");
        eventually("the text", () -> said(lesson, "es").contains("primera clase"));
        assertThat(texts(captions(TEACHER, lesson).path("captions"), "locale")).doesNotContain("und");
        assertThat(status(lesson.video())).isEqualTo("PLAYABLE");
    }

    /** @param tracks a language and what is said in it, in turn */
    private void carries(String video, String... tracks) {
        ObjectNode file = (ObjectNode) promises.example("captions.source");
        file.put("videoId", video).put("jobId", job(video, "TRANSCODE"));
        ArrayNode all = file.putArray("tracks");
        for (int i = 0; i < tracks.length; i += 2) {
            ObjectNode track = all.addObject().put("locale", tracks[i]).put("markup", "SRT");
            track.putArray("cues")
                    .addObject()
                    .put("startMs", 1_000)
                    .put("endMs", 3_000)
                    .put("text", tracks[i + 1]);
        }
        assertThat(promises.broken("captions.source", file.toString())).isEmpty();
        write("words/" + video + "/" + job(video, "TRANSCODE") + "/source.json", file.toString());
        tell("video.playable", video, "TRANSCODE", 1, data -> {
            data.put("durationMs", DURATION_MS);
            ArrayNode told = data.putArray("captions");
            all.forEach(
                    track -> told.addObject().put("locale", track.path("locale").asString()));
        });
    }

    private int published(Lesson lesson) {
        String url = play(PUPIL, lesson.id()).path("hlsUrl").asString();
        return Integer.parseInt(url.replaceFirst(".*/master-c([0-9]+)\\.m3u8", "$1"));
    }
}
