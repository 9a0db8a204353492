package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is heard in a video, from the worker that listens to the player. */
class CaptionsTest extends CaptionedLessons {
    @Test
    void whatIsHeardAppearsInThePlayerAndTheVideoIsNotTouchedMeanwhile() {
        Lesson lesson = playable("Lo que se dice");
        assertThat(state(lesson.video())).isEqualTo("PENDING");
        JsonNode asked = json.readTree(sql.queryForObject(
                "select payload::text from courses.outbox where topic like 'video.audio_ready%' and subject = ?",
                String.class, lesson.video()));
        assertThat(promises.broken("video.audio_ready", asked.toString())).isEmpty();
        assertThat(asked.at("/data/words").toString()).contains("Lo que se dice");
        assertThat(asked.at("/data/prefix").asString()).isEqualTo(lesson.video() + "/1/");

        JsonNode claim = claim(lesson.video());
        assertThat(claim.path("granted").asBoolean()).isTrue();
        assertThat(claim.path("prefix").asString()).isEqualTo(lesson.video() + "/1/");
        assertThat(state(lesson.video())).isEqualTo("RUNNING");
        assertThat(status(lesson.video())).isEqualTo("PLAYABLE");

        heard(lesson.video(), claim.path("fence").asLong(), "es", "Hola a todos", "Hoy: bases de datos");
        eventually("the words", () -> state(lesson.video()).equals("READY"));
        eventually(
                "the manifests",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/1/master-c1.m3u8"));
        assertThat(play(PUPIL, lesson.id()).path("dashUrl").asString()).endsWith("/1/manifest-c1.mpd");
        assertThat(read(lesson.video() + "/1/master-c1.m3u8"))
                .contains("LANGUAGE=\"es\"")
                .contains("Español (automático)")
                .contains("public.machine-generated")
                .contains("SUBTITLES=");
        assertThat(read(lesson.video() + "/1/manifest-c1.mpd")).contains("lang=\"es\"");
        assertThat(read(lesson.video() + "/1/captions/1/es.vtt")).contains("Hola a todos");

        JsonNode seen = captions(PUPIL, lesson);
        JsonNode track = seen.at("/captions/0");
        assertThat(track.path("locale").asString()).isEqualTo("es");
        assertThat(track.path("default").asBoolean()).isTrue();
        assertThat(track.path("isMachineMade").asBoolean()).isTrue();
        assertThat(track.path("url").asString()).matches("/media/p/[^/]+/" + lesson.video() + "/1/captions/1/es\\.vtt");
        assertThat(seen.at("/transcript/plainText").asString()).isEqualTo("Hola a todos\nHoy: bases de datos");
        assertThat(texts(seen.at("/transcript/cues/nodes"), "index")).containsExactly("0", "1");
        assertThat(seen.at("/transcript/cues/nodes/0/words/0/confidence").asDouble())
                .isEqualTo(0.4);
        assertThat(captions("usr_01TESTLEARNERSTRANGER00001", lesson)
                        .path("captions")
                        .isEmpty())
                .as("for those who may play it")
                .isTrue();
    }

    @Test
    void aMasterThatTheTranscoderWritesAgainGetsTheWordsAgain() {
        Lesson lesson = captioned("Otra vez", "Hola");
        tell("video.ready", lesson.video(), "TRANSCODE", 1, data -> data.put("durationMs", DURATION_MS));
        eventually(
                "the next revision",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/1/master-c2.m3u8"));
        assertThat(status(lesson.video())).isEqualTo("READY");
        assertThat(sql.queryForObject(
                        "select count(*) from courses.media_job where kind = 'SPEECH' and video_id = ?",
                        Integer.class,
                        lesson.video()))
                .as("it is heard once")
                .isEqualTo(1);
    }

    @Test
    void aVideoThatIsMadeAnewPlaysWithoutWordsUntilTheyLieBesideIt() {
        Lesson lesson = captioned("De nuevo", "Hola");
        files(lesson.video(), 2);
        sql.update(
                "update courses.media_job set state = 'RUNNING', fence = 2, lease_until = now() + interval '1 hour'"
                        + " where kind = 'TRANSCODE' and video_id = ?",
                lesson.video());
        tell("video.ready", lesson.video(), "TRANSCODE", 2, data -> data.put("durationMs", DURATION_MS));
        eventually(
                "the words beside the new files",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/2/master-c2.m3u8"));
        assertThat(read(lesson.video() + "/2/captions/2/es.vtt")).contains("Hola");
    }

    @Test
    void silenceIsNoFailureAndAFailureIsNoneOfTheVideos() {
        Lesson silent = playable("Silencio");
        long fence = claim(silent.video()).path("fence").asLong();
        tell(
                "captions.ready",
                silent.video(),
                "SPEECH",
                fence,
                data -> data.put("state", "NONE").putNull("locale").putNull("cues"));
        eventually("an end", () -> state(silent.video()).equals("NONE"));
        assertThat(settled(silent.video())).as("nobody spoke").isEmpty();

        Lesson deaf = playable("Sin modelo");
        long second = claim(deaf.video()).path("fence").asLong();
        tell(
                "captions.failed",
                deaf.video(),
                "SPEECH",
                second,
                data -> data.put("state", "UNAVAILABLE").put("code", "NO_MODEL"));
        eventually("the reason", () -> state(deaf.video()).equals("UNAVAILABLE"));
        assertThat(settled(deaf.video())).as("so it is with every video").isEmpty();
        assertThat(status(deaf.video())).isEqualTo("PLAYABLE");
        assertThat(play(PUPIL, deaf.id()).path("hlsUrl").asString()).endsWith("/1/master.m3u8");

        askAgain();
        assertThat(state(deaf.video())).isEqualTo("PENDING");
        long third = claim(deaf.video()).path("fence").asLong();
        tell(
                "captions.failed",
                deaf.video(),
                "SPEECH",
                third,
                data -> data.put("state", "FAILED").put("code", "TIMEOUT"));
        eventually("the failure", () -> state(deaf.video()).equals("FAILED"));
        assertThat(settled(deaf.video())).containsExactly("CAPTIONS FAILED");
        askAgain();
        assertThat(state(deaf.video()))
                .as("what failed is asked for by a person")
                .isEqualTo("FAILED");
        assertThat(request(TEACHER, deaf.video(), List.of("es"), "es")).isEmpty();
        assertThat(state(deaf.video())).isEqualTo("PENDING");
    }

    @Test
    void aNewRunInTheRightLanguageTakesAwayWhatTheWrongOneHeard() {
        Lesson lesson = captioned("Idioma", "konnichiwa");
        assertThat(request(TEACHER, lesson.video(), List.of(), "en")).isEmpty();
        heard(lesson.video(), claim(lesson.video()).path("fence").asLong(), "en", "good morning");
        eventually(
                "English",
                () -> texts(captions(TEACHER, lesson).path("captions"), "locale")
                        .equals(List.of("en")));
    }
}
