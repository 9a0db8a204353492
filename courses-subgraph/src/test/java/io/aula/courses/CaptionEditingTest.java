package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do to captions, and that nothing they did is lost. */
class CaptionEditingTest extends CaptionedLessons {
    @Test
    void theSecondOfTwoEditorsIsToldAndNothingIsWritten() {
        Lesson lesson = captioned("Dos a la vez", "Hola a todos");
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        JsonNode edited = edit(track, List.of(Map.of("change", Map.of("cueId", "1", "text", "Hola, mundo"))));
        assertThat(edited.path("userErrors").isEmpty()).as("%s", edited).isTrue();
        assertThat(edited.at("/changedCues/0/text").asString()).isEqualTo("Hola, mundo");
        assertThat(edited.at("/captionTrack/origin").asString()).isEqualTo("EDITED");
        assertThat(edited.at("/captionTrack/isMachineMade").asBoolean()).isTrue();

        JsonNode late = edit(track, List.of(Map.of("delete", "1")));
        assertThat(late.at("/userErrors/0/code").asString()).isEqualTo("STALE_REVISION");
        assertThat(late.at("/userErrors/0/currentRevision").asInt()).isEqualTo(2);
        assertThat(captions(TEACHER, lesson).at("/transcript/plainText").asString())
                .isEqualTo("Hola, mundo");
        eventually(
                "the corrected words",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/master-c2.m3u8"));
        assertThat(read(lesson.video() + "/1/captions/2/es.vtt")).contains("Hola, mundo");
        assertThat(edit(OTHER_TEACHER, track, List.of(Map.of("delete", "1")))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void oneSittingIsOneVersionAndARestoredOneKeepsWhatWasThere() {
        Lesson lesson = captioned("Versiones", "uno", "dos");
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", "1", "text", "UNO"))));
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("split", Map.of("cueId", "2", "textOffset", 1))));
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        assertThat(texts(track.path("versions"), "revision")).containsExactly("1");
        assertThat(track.path("cueCount").asInt()).isEqualTo(3);
        JsonNode restored = as(
                        TEACHER,
                        "mutation($i: RestoreCaptionsInput!) { restoreCaptions(input: $i) { captionTrack { revision"
                                + " cueCount versions { revision cueCount } } userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "captionTrackId",
                                        track.path("id").asString(),
                                        "expectedRevision",
                                        track.path("revision").asInt(),
                                        "versionRevision",
                                        1)))
                .path("restoreCaptions");
        assertThat(restored.at("/captionTrack/cueCount").asInt()).isEqualTo(2);
        assertThat(texts(restored.at("/captionTrack/versions"), "cueCount")).containsExactly("3", "2");
        assertThat(captions(TEACHER, lesson).at("/transcript/plainText").asString())
                .isEqualTo("uno\ndos");
        assertThat(captions(PUPIL, lesson).at("/captions/0/versions").isEmpty()).isTrue();
    }

    @Test
    void whatIsRestoredIsApprovedByNobodyYet() {
        Lesson lesson = captioned("Aprobado y restaurado", "uno");
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", "1", "text", "UNO"))));
        approve(captions(TEACHER, lesson).at("/captions/0"));
        assertThat(captions(TEACHER, lesson).at("/captions/0/isMachineMade").asBoolean())
                .isFalse();
        restore(captions(TEACHER, lesson).at("/captions/0"), 1);
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        assertThat(track.path("origin").asString()).isEqualTo("WHISPER");
        assertThat(track.path("approvedAt").isNull()).as("%s", track).isTrue();
        assertThat(track.path("isMachineMade").asBoolean()).isTrue();
    }

    @Test
    void cuesThatAreRestoredAgainAndAgainCanStillBeEdited() {
        Lesson lesson = captioned("Muchas vueltas", "uno", "dos");
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", "1", "text", "UNO"))));
        for (int round = 0; round < 34; round++) {
            restore(captions(TEACHER, lesson).at("/captions/0"), 1);
        }
        JsonNode cue = captions(TEACHER, lesson).at("/transcript/cues/nodes/0");
        JsonNode edited = edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", cue.path("id").asString(), "text", "otra vez"))));
        assertThat(edited.path("userErrors").isEmpty())
                .as("%s of %s", edited, cue)
                .isTrue();
    }

    @Test
    void aFileForATrackThatIsGoneBeginsNoOther() {
        Lesson lesson = playable("Borrado entretanto");
        byte[] file = "1\n00:00:01,000 --> 00:00:02,000\nhola\n".getBytes(StandardCharsets.UTF_8);
        JsonNode refused = as(
                        TEACHER,
                        "mutation($i: UploadCaptionsInput!) { uploadCaptions(input: $i) { captionTrack { id } userErrors {"
                                + " __typename code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "videoId",
                                        lesson.video(),
                                        "locale",
                                        "es",
                                        "contentBase64",
                                        java.util.Base64.getEncoder().encodeToString(file),
                                        "expectedRevision",
                                        1)))
                .path("uploadCaptions");
        assertThat(refused.at("/userErrors/0/__typename").asString()).isEqualTo("ConflictError");
        assertThat(captions(TEACHER, lesson).path("captions").isEmpty()).isTrue();
    }

    private void approve(JsonNode track) {
        JsonNode approved = as(
                TEACHER,
                "mutation($i: ApproveCaptionsInput!) { approveCaptions(input: $i) { userErrors { code } } }",
                Map.of(
                        "i",
                        Map.of(
                                "captionTrackId",
                                track.path("id").asString(),
                                "expectedRevision",
                                track.path("revision").asInt())));
        assertThat(approved.at("/approveCaptions/userErrors").isEmpty())
                .as("%s", approved)
                .isTrue();
    }

    private void restore(JsonNode track, int version) {
        JsonNode restored = as(
                TEACHER,
                "mutation($i: RestoreCaptionsInput!) { restoreCaptions(input: $i) { userErrors { code } } }",
                Map.of(
                        "i",
                        Map.of(
                                "captionTrackId",
                                track.path("id").asString(),
                                "expectedRevision",
                                track.path("revision").asInt(),
                                "versionRevision",
                                version)));
        assertThat(restored.at("/restoreCaptions/userErrors").isEmpty())
                .as("%s", restored)
                .isTrue();
    }

    @Test
    void anApprovedCaptionIsNeverOverwrittenByANewRun() {
        Lesson lesson = captioned("Aprobado", "lo mío");
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        JsonNode approved = as(
                        TEACHER,
                        "mutation($i: ApproveCaptionsInput!) { approveCaptions(input: $i) { captionTrack { approvedAt"
                                + " isMachineMade } userErrors { code } } }",
                        Map.of("i", Map.of("captionTrackId", track.path("id").asString(), "expectedRevision", 1)))
                .at("/approveCaptions/captionTrack");
        assertThat(approved.path("approvedAt").isNull()).isFalse();
        assertThat(approved.path("isMachineMade").asBoolean()).isFalse();

        assertThat(request(TEACHER, lesson.video(), List.of(), "en")).isEmpty();
        long fence = claim(lesson.video()).path("fence").asLong();
        heard(lesson.video(), fence, "es", "otra cosa");
        eventually("the run", () -> state(lesson.video()).equals("READY"));
        JsonNode after = captions(TEACHER, lesson);
        assertThat(after.at("/transcript/plainText").asString()).isEqualTo("lo mío");
        assertThat(after.at("/captions/0/versions/0/origin").asString()).isEqualTo("WHISPER");
        eventually(
                "a manifest that says a person stands for it",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/master-c2.m3u8")
                        && !read(lesson.video() + "/1/master-c2.m3u8").contains("machine-generated"));
    }

    @Test
    void aFileIsTakenInOldLettersAndAWrongClockIsNoticed() {
        Lesson lesson = playable("Subido");
        byte[] ten = "1\r\n10:00:01,000 --> 10:00:02,000\r\nMañana\r\n".getBytes(StandardCharsets.ISO_8859_1);
        JsonNode refused = upload(lesson.video(), "es", ten, 0);
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("CAPTIONS_BEYOND_END");
        assertThat(refused.at("/userErrors/0/suggestedShiftMs").asInt()).isEqualTo(-36_000_000);
        JsonNode taken = upload(lesson.video(), "es", ten, -36_000_000);
        assertThat(taken.path("userErrors").isEmpty()).as("%s", taken).isTrue();
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        assertThat(track.path("origin").asString()).isEqualTo("UPLOADED");
        assertThat(track.path("isMachineMade").asBoolean()).isFalse();
        assertThat(captions(TEACHER, lesson).at("/transcript/plainText").asString())
                .isEqualTo("Mañana");
        JsonNode files = as(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { captions { srt: file(format: SRT) vtt: file } } }",
                        Map.of("id", lesson.video()))
                .at("/video/captions/0");
        assertThat(files.path("srt").asString()).contains("00:00:01,000 --> 00:00:02,000\nMañana");
        assertThat(files.path("vtt").asString()).startsWith("WEBVTT").contains("Mañana");
        assertThat(upload(lesson.video(), "en", "nada".getBytes(StandardCharsets.UTF_8), 0)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("CAPTION_FILE_EMPTY");
    }

    @Test
    void aFileWhoseCuesSayNothingIsRefusedAndTheTrackStays() {
        Lesson lesson = playable("En blanco");
        byte[] spoken = "1\n00:00:01,000 --> 00:00:02,000\nhola\n".getBytes(StandardCharsets.UTF_8);
        assertThat(upload(lesson.video(), "es", spoken, 0).path("userErrors").isEmpty())
                .isTrue();
        for (String nothing : List.of("\u200B", "<i></i>", "\u00A0")) {
            byte[] blank =
                    "1\n00:00:01,000 --> 00:00:02,000\n%s\n".formatted(nothing).getBytes(StandardCharsets.UTF_8);
            JsonNode refused = upload(lesson.video(), "es", blank, 0);
            assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("CAPTION_FILE_BLANK");
            assertThat(captions(TEACHER, lesson).at("/transcript/plainText").asString())
                    .isEqualTo("hola");
        }
    }

    @Test
    void commentsOfAFileComeBackToItsEditorsAndToNobodyElse() {
        Lesson lesson = playable("Con comentarios");
        String file = """
                WEBVTT

                NOTE hecho por Ana

                1
                00:00:01.000 --> 00:00:02.000
                Uno

                NOTE
                ¿se entiende?
                mirar la pizarra

                2
                00:00:03.000 --> 00:00:04.000
                Dos

                NOTE fin
                """;
        assertThat(upload(lesson.video(), "es", file.getBytes(StandardCharsets.UTF_8), 0)
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
        assertThat(vtt(TEACHER, lesson)).isEqualTo(file);
        String plain = vtt(PUPIL, lesson);
        assertThat(plain).contains("Uno", "Dos").doesNotContain("NOTE");
        eventually(
                "the words in the player",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/master-c1.m3u8"));
        assertThat(read(lesson.video() + "/1/captions/1/es.vtt")).isEqualTo(plain);
        assertThat(read(lesson.video() + "/1/captions/1/es/seg-1.vtt")).doesNotContain("NOTE");

        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", "1", "text", "UNO")), Map.of("delete", "2")));
        assertThat(vtt(TEACHER, lesson))
                .as("comments stand where they stood")
                .containsSubsequence("hecho por Ana", "UNO", "¿se entiende?\nmirar la pizarra", "NOTE fin");
        byte[] other = "1\n00:00:01,000 --> 00:00:02,000\nOtro\n".getBytes(StandardCharsets.UTF_8);
        upload(lesson.video(), "es", other, 0);
        assertThat(vtt(TEACHER, lesson)).contains("Otro").doesNotContain("NOTE");
    }

    @Test
    void captionsFromRightToLeftKeepTheirMarksOfDirectionWhereverTheyAreRead() {
        Lesson lesson = playable("De derecha a izquierda");
        String file = """
                WEBVTT

                1
                00:00:01.000 --> 00:00:02.000
                \u200FHTML היא שפה.\u200F

                2
                00:00:03.000 --> 00:00:04.000
                \u202BC++ ו-Java!\u202C
                """;
        assertThat(upload(lesson.video(), "he", file.getBytes(StandardCharsets.UTF_8), 0)
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
        assertThat(upload(
                                lesson.video(),
                                "ar",
                                "WEBVTT\n\n00:01.000 --> 00:02.000\n&rlm;مرحبا، AT&amp;T!&rlm;\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                0)
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
        assertThat(sql.queryForList(
                        "select text from courses.caption_cue c join courses.caption_track t on t.id = c.track_id"
                                + " where t.video_id = ? order by t.locale, c.start_ms",
                        String.class,
                        lesson.video()))
                .containsExactly("\u200Fمرحبا، AT&T!\u200F", "\u200FHTML היא שפה.\u200F", "\u202BC++ ו-Java!\u202C");
        JsonNode files = as(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { captions { locale srt: file(format: SRT) vtt: file } } }",
                        Map.of("id", lesson.video()))
                .at("/video/captions");
        JsonNode hebrew = files.valueStream()
                .filter(track -> track.path("locale").asString().equals("he"))
                .findFirst()
                .orElseThrow();
        assertThat(hebrew.path("vtt").asString()).isEqualTo(file);
        assertThat(hebrew.path("srt").asString()).contains("\u202BC++ ו-Java!\u202C\n");
        eventually(
                "both in the player",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().matches(".*/master-c\\d+\\.m3u8")
                        && captions(PUPIL, lesson)
                                .path("captions")
                                .valueStream()
                                .allMatch(track -> track.path("url").isString()));
        String address = play(PUPIL, lesson.id()).path("hlsUrl").asString();
        String revision = address.replaceAll(".*-c(\\d+)\\.m3u8", "$1");
        assertThat(read(lesson.video() + "/1/captions/" + revision + "/he.vtt")).isEqualTo(file);
        assertThat(read(lesson.video() + "/1/captions/" + revision + "/ar/seg-1.vtt"))
                .contains("\u200Fمرحبا، AT&amp;T!\u200F\n");
        assertThat(read(lesson.video() + "/1/master-c" + revision + ".m3u8"))
                .contains("LANGUAGE=\"ar\"", "LANGUAGE=\"he\"");

        JsonNode track = captions(TEACHER, lesson)
                .path("captions")
                .valueStream()
                .filter(each -> each.path("locale").asString().equals("he"))
                .findFirst()
                .orElseThrow();
        assertThat(edit(track, List.of(Map.of("change", Map.of("cueId", "1", "text", " \u200FCSS גם.\u200F "))))
                        .at("/changedCues/0/text")
                        .asString())
                .isEqualTo("\u200FCSS גם.\u200F");
    }

    private String vtt(String user, Lesson lesson) {
        return as(
                        user,
                        "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { captions { file } }"
                                + " } } } }",
                        Map.of("id", lesson.id()))
                .at("/lesson/content/video/captions/0/file")
                .asString();
    }

    @Test
    void aFileCanBeHadBackThoughItIsWrittenOverAtOnce() {
        Lesson lesson = captioned("De vuelta", "lo de la máquina");
        byte[] file = "1\n00:00:01,000 --> 00:00:02,000\nLo del archivo\n".getBytes(StandardCharsets.UTF_8);
        assertThat(upload(lesson.video(), "es", file, 0).path("userErrors").isEmpty())
                .isTrue();
        JsonNode track = captions(TEACHER, lesson).at("/captions/0");
        String cue = captions(TEACHER, lesson).at("/transcript/cues/nodes/0/id").asString();
        edit(track, List.of(Map.of("change", Map.of("cueId", cue, "text", "Otra cosa"))));
        assertThat(texts(captions(TEACHER, lesson).at("/captions/0/versions"), "origin"))
                .containsExactly("UPLOADED", "WHISPER");
    }
}
