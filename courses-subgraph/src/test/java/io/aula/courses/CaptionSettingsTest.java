package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a course says of the words and the sound of its videos. */
class CaptionSettingsTest extends CaptionedLessons {
    @Test
    void theTeachersGlossaryIsToldToWhoListens() {
        String course = createCourse("Palabras difíciles");
        JsonNode settings = as(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { course { settings {"
                                + " captionLocales glossary } } userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "id",
                                        course,
                                        "expectedRevision",
                                        1,
                                        "settings",
                                        Map.of(
                                                "glossary",
                                                List.of(" Kubernetes ", "Kubernetes", "etcd"),
                                                "captionLocales",
                                                List.of("es", "pt-br")))))
                .at("/updateCourse/course/settings");
        assertThat(settings.path("glossary").toString()).isEqualTo("[\"Kubernetes\",\"etcd\"]");
        assertThat(settings.path("captionLocales").toString()).isEqualTo("[\"es\",\"pt-BR\"]");
        Lesson lesson = playable(course);
        JsonNode words = json.readTree(sql.queryForObject(
                        "select payload::text from courses.outbox where topic like 'video.audio_ready%' and subject ="
                                + " ?",
                        String.class, lesson.video()))
                .at("/data/words");
        assertThat(words.toString()).startsWith("[\"Kubernetes\",\"etcd\",");
    }

    @Test
    void whereNoEngineTranslatesIntoEnglishItIsHeardInEnglish() {
        Lesson lesson = playable("Deutsch");
        JsonNode wish = json.readTree(sql.queryForObject(
                        "select payload::text from courses.outbox where topic like 'video.audio_ready%' and subject ="
                                + " ?",
                        String.class, lesson.video()))
                .at("/data/english/notFrom");
        assertThat(wish.isArray())
                .as("courses want English unless they say otherwise")
                .isTrue();
        long fence = claim(lesson.video()).path("fence").asLong();
        ObjectNode file = (ObjectNode) promises.example("captions.cues");
        file.set("english", file.path("cues").deepCopy());
        ((ArrayNode) file.at("/english/0/lines")).removeAll().add("A partial index");
        write("words/" + lesson.video() + "/" + speechJob(lesson.video()) + "/" + fence + ".json", file.toString());
        tell(
                "captions.ready",
                lesson.video(),
                "SPEECH",
                fence,
                data -> data.put("state", "READY").put("locale", "de").put("model", "whisper-base"));
        eventually("the English", () -> said(lesson, "en").startsWith("A partial index"));
        JsonNode tracks = captions(TEACHER, lesson).path("captions");
        assertThat(texts(tracks, "locale")).containsExactly("de", "en");
        assertThat(texts(tracks, "origin")).containsExactly("WHISPER", "MACHINE_TRANSLATED");
        assertThat(tracks.at("/1/isMachineMade").asBoolean()).isTrue();
    }

    @Test
    void aTranslationFollowsWhatIsEditedAndLeavesWhatAPersonCorrected() {
        String course = createCourse("Traducido");
        as(
                TEACHER,
                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                Map.of(
                        "i",
                        Map.of(
                                "id",
                                course,
                                "expectedRevision",
                                1,
                                "settings",
                                Map.of("captionLocales", List.of("es", "pt"), "glossary", List.of("etcd")))));
        Lesson lesson = captioned(course, "Hola a todos.", "Hoy vemos etcd,", "y mañana más.");
        eventually(
                "Portuguese", () -> captions(TEACHER, lesson).path("captions").size() == 2);
        JsonNode portuguese = captions(TEACHER, lesson).at("/captions/1");
        assertThat(portuguese.path("origin").asString()).isEqualTo("MACHINE_TRANSLATED");
        assertThat(portuguese.path("isMachineMade").asBoolean()).isTrue();
        assertThat(portuguese.path("default").asBoolean()).isFalse();
        assertThat(said(lesson, "pt")).isEqualTo("HOLA A TODOS.\nHOY VEMOS etcd,\nY MAÑANA MÁS.");
        assertThat(ShoutingEngine.ASKED)
                .as("a sentence is translated whole")
                .anyMatch(text -> text.startsWith("Hoy vemos") && text.endsWith("y mañana más."));

        edit(portuguese, List.of(Map.of("change", Map.of("cueId", "1", "text", "Olá a todos."))));
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(
                        Map.of("change", Map.of("cueId", "1", "text", "Hola otra vez.")),
                        Map.of("change", Map.of("cueId", "3", "text", "y luego más."))));
        letTheEditorRest(lesson);
        eventually("the change", () -> said(lesson, "pt").endsWith("Y LUEGO MÁS."));
        assertThat(said(lesson, "pt")).isEqualTo("Olá a todos.\nHOY VEMOS etcd,\nY LUEGO MÁS.");

        edit(captions(TEACHER, lesson).at("/captions/1"), List.of(Map.of("delete", "1")));
        ShoutingEngine.ASKED.clear();
        edit(
                captions(TEACHER, lesson).at("/captions/0"),
                List.of(Map.of("change", Map.of("cueId", "2", "endMs", 6_400))));
        letTheEditorRest(lesson);
        eventually(
                "the times",
                () -> sql.queryForList(
                                "select c.end_ms from courses.caption_cue c join courses.caption_track t on t.id ="
                                        + " c.track_id where t.video_id = ? and t.locale = 'pt' order by c.start_ms",
                                Integer.class,
                                lesson.video())
                        .contains(6_400));
        assertThat(ShoutingEngine.ASKED)
                .as("what says the same is not translated again")
                .noneMatch(text -> text.contains("luego") || text.contains("otra vez"));
        assertThat(said(lesson, "pt"))
                .as("what a person took out stays out")
                .isEqualTo("HOY VEMOS etcd,\nY LUEGO MÁS.");
    }

    @Test
    void aTranslationIsMadeOfWhatWasHeardAndNotOfTheFirstInTheAlphabet() {
        String course = createCourse("Tres idiomas");
        Lesson lesson = captioned(course, "Hola a todos.");
        byte[] german = "WEBVTT\n\n00:01.000 --> 00:03.500\nHallo zusammen.\n".getBytes(StandardCharsets.UTF_8);
        assertThat(upload(lesson.video(), "de", german, 0).path("userErrors")).isEmpty();
        assertThat(texts(captions(TEACHER, lesson).path("captions"), "locale")).startsWith("es", "de");
        assertThat(settings(course, Map.of("captionLocales", List.of("es", "pt"))))
                .isEmpty();
        eventually("Portuguese", () -> said(lesson, "pt").equals("HOLA A TODOS."));
    }

    @Test
    void aLanguageThatACourseWantsLaterComesToTheVideosThatAreThere() {
        String course = createCourse("Más idiomas");
        Lesson lesson = captioned(course, "Hola a todos.");
        assertThat(texts(captions(TEACHER, lesson).path("captions"), "locale")).doesNotContain("pt");
        assertThat(settings(course, Map.of("captionLocales", List.of("es", "pt"))))
                .isEmpty();
        eventually(
                "Portuguese",
                () -> texts(captions(TEACHER, lesson).path("captions"), "locale")
                        .contains("pt"));
        assertThat(said(lesson, "pt")).isEqualTo("HOLA A TODOS.");
    }

    @Test
    void oneLoudnessIsWantedOnlyWhereTheTeacherSaysSo() {
        String course = createCourse("Volumen");
        assertThat(told(playable(course)).path("loudness").asBoolean(true)).isFalse();
        assertThat(settings(course, Map.of("loudness", true))).isEmpty();
        assertThat(told(playable(course)).path("loudness").asBoolean(false)).isTrue();
    }

    private JsonNode told(Lesson lesson) {
        return json.readTree(sql.queryForObject(
                        "select payload::text from courses.outbox where topic like 'video.uploaded%' and subject = ?",
                        String.class, lesson.video()))
                .path("data");
    }

    private List<String> settings(String course, Map<String, ?> settings) {
        int revision = as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
        return texts(
                as(
                                TEACHER,
                                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                                Map.of("i", Map.of("id", course, "expectedRevision", revision, "settings", settings)))
                        .at("/updateCourse/userErrors"),
                "code");
    }
}
