package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The words of a video, from the worker that listens to the player and the editor: the worker is played by the test. Long,
 * because each sentence goes the whole way over the same few helpers.
 */
class CaptionsTest extends CoursesTestServer {
    private static final String PUPIL = "usr_01TESTLEARNERCAPTIONS00001";
    private static final int DURATION_MS = 13_000;
    private static final String MASTER =
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360\nv360/index.m3u8\n";
    private static final String MANIFEST =
            "<?xml version=\"1.0\"?>\n<MPD>\n <Period>\n  <AdaptationSet id=\"0\"/>\n </Period>\n</MPD>\n";

    private final Promises promises = new Promises();

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

        Lesson deaf = playable("Sin modelo");
        long second = claim(deaf.video()).path("fence").asLong();
        tell(
                "captions.failed",
                deaf.video(),
                "SPEECH",
                second,
                data -> data.put("state", "UNAVAILABLE").put("code", "NO_MODEL"));
        eventually("the reason", () -> state(deaf.video()).equals("UNAVAILABLE"));
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
        askAgain();
        assertThat(state(deaf.video()))
                .as("what failed is asked for by a person")
                .isEqualTo("FAILED");
        assertThat(request(TEACHER, deaf.video(), List.of("es"), "es")).isEmpty();
        assertThat(state(deaf.video())).isEqualTo("PENDING");
    }

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
    void aNewRunInTheRightLanguageTakesAwayWhatTheWrongOneHeard() {
        Lesson lesson = captioned("Idioma", "konnichiwa");
        assertThat(request(TEACHER, lesson.video(), List.of(), "en")).isEmpty();
        heard(lesson.video(), claim(lesson.video()).path("fence").asLong(), "en", "good morning");
        eventually(
                "English",
                () -> texts(captions(TEACHER, lesson).path("captions"), "locale")
                        .equals(List.of("en")));
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
    }

    /** Whoever typed is done since a while. */
    private void letTheEditorRest(Lesson lesson) {
        sql.update(
                "update courses.caption_track set updated_at = now() - interval '1 minute' where video_id = ?",
                lesson.video());
    }

    // ------------------------------------------------------------------ the worker, and what is asked

    private record Lesson(String id, String video) {}

    /** A published lesson whose video a worker just made playable; the pupil may watch it. */
    private Lesson playable(String titleOrCourse) {
        String course = titleOrCourse.startsWith("crs_") ? titleOrCourse : createCourse(titleOrCourse);
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        JsonNode upload = createUpload(TEACHER, Map.of("lessonId", lesson)).path("upload");
        assertThat(patch(upload.path("id").asString(), TEACHER, 0, new byte[1000])
                        .statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        sql.update("update courses.video set uploaded_at = now() - interval '2 days' where id = ?", video);
        sql.update(
                "update courses.media_job set state = 'RUNNING', fence = 1, lease_until = now() + interval '1 hour'"
                        + " where video_id = ?",
                video);
        files(video, 1);
        tell("video.playable", video, "TRANSCODE", 1, data -> data.put("durationMs", DURATION_MS));
        eventually("the video", () -> status(video).equals("PLAYABLE"));
        assertThat(publish(course)).isEmpty();
        enroll(PUPIL, course);
        return new Lesson(lesson, video);
    }

    private Lesson captioned(String title, String... said) {
        Lesson lesson = playable(title);
        heard(lesson.video(), claim(lesson.video()).path("fence").asLong(), "es", said);
        eventually(
                "the words in the player",
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().endsWith("/master-c1.m3u8"));
        return lesson;
    }

    private void files(String video, int rev) {
        write(video + "/" + rev + "/master.m3u8", MASTER);
        write(video + "/" + rev + "/manifest.mpd", MANIFEST);
    }

    private void heard(String video, long fence, String locale, String... said) {
        ObjectNode file = json.createObjectNode().put("version", 1);
        var cues = file.putArray("cues");
        for (int i = 0; i < said.length; i++) {
            ObjectNode cue = cues.addObject().put("startMs", 1_000 + 3_000 * i).put("endMs", 3_500 + 3_000 * i);
            cue.putArray("lines").add(said[i]);
            var words = cue.putArray("words");
            String[] each = said[i].split(" ");
            for (int w = 0; w < each.length; w++) {
                words.addObject()
                        .put("text", each[w])
                        .put("startMs", 1_000 + 3_000 * i + 300 * w)
                        .put("endMs", 1_250 + 3_000 * i + 300 * w)
                        .put("confidence", w == 0 ? 0.4 : 0.9);
            }
        }
        write("words/" + video + "/" + speechJob(video) + "/" + fence + ".json", file.toString());
        tell(
                "captions.ready",
                video,
                "SPEECH",
                fence,
                data -> data.put("state", "READY").put("locale", locale));
    }

    private String speechJob(String video) {
        return job(video, "SPEECH");
    }

    private String job(String video, String kind) {
        return sql.queryForList(
                        "select id from courses.media_job where video_id = ? and kind = ? order by queued_at desc, id"
                                + " desc",
                        String.class,
                        video,
                        kind)
                .getFirst();
    }

    private void tell(
            String type, String video, String kind, long fence, java.util.function.Consumer<ObjectNode> more) {
        ObjectNode event = promises.example(type);
        event.put("id", Ids.next("evt"));
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("videoId", video).put("jobId", job(video, kind)).put("fence", fence);
        more.accept(data);
        assertThat(promises.broken(type, event.toString())).isEmpty();
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }

    private JsonNode claim(String video) {
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.media-claims",
                MessageBuilder.withBody(json.writeValueAsBytes(
                                Map.of("jobId", speechJob(video), "workerId", "test", "redelivered", false)))
                        .build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        String text = new String(reply.getBody(), StandardCharsets.UTF_8);
        assertThat(promises.broken("media.claim-reply", text)).isEmpty();
        return json.readTree(text);
    }

    private void askAgain() {
        var answer = send(
                NOBODY,
                java.net.http.HttpRequest.newBuilder(at("/internal/captions"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private List<String> request(String user, String video, List<String> locales, String spoken) {
        Map<String, Object> input = new HashMap<>(Map.of("videoId", video, "locales", locales));
        input.put("spokenLocale", spoken);
        return texts(
                as(
                                user,
                                "mutation($i: RequestCaptionsInput!) { requestCaptions(input: $i) { video { id }"
                                        + " userErrors { code } } }",
                                Map.of("i", input))
                        .at("/requestCaptions/userErrors"),
                "code");
    }

    private JsonNode upload(String video, String locale, byte[] file, int shiftMs) {
        return as(
                        TEACHER,
                        "mutation($i: UploadCaptionsInput!) { uploadCaptions(input: $i) { captionTrack { id }"
                                + " userErrors { code message ... on CaptionFileError { line suggestedShiftMs } } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "videoId",
                                        video,
                                        "locale",
                                        locale,
                                        "contentBase64",
                                        Base64.getEncoder().encodeToString(file),
                                        "shiftMs",
                                        shiftMs)))
                .path("uploadCaptions");
    }

    private JsonNode edit(JsonNode track, List<Map<String, ?>> edits) {
        return edit(TEACHER, track, edits);
    }

    private JsonNode edit(String user, JsonNode track, List<Map<String, ?>> edits) {
        return as(
                        user,
                        """
                        mutation($i: EditCaptionCuesInput!) { editCaptionCues(input: $i) {
                          captionTrack { revision origin isMachineMade } video { id } changedCues { id index text startMs endMs } deletedCueIds
                          userErrors { code message path ... on ConflictError { currentRevision } } } }
                        """,
                        Map.of(
                                "i",
                                Map.of(
                                        "captionTrackId",
                                        track.path("id").asString(),
                                        "expectedRevision",
                                        track.path("revision").asInt(),
                                        "edits",
                                        edits)))
                .path("editCaptionCues");
    }

    private JsonNode captions(String user, Lesson lesson) {
        return as(user, """
            query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video {
              captions { id locale origin isMachineMade confidence url default revision approvedAt cueCount versions { revision origin cueCount at } }
              transcript(locale: "es") { plainText revision cues(first: 50) { nodes { id index startMs endMs text confidence words { text startMs endMs confidence isGlued } } pageInfo { endCursor } } } } } } } }
            """, Map.of("id", lesson.id())).at("/lesson/content/video");
    }

    private String said(Lesson lesson, String locale) {
        return as(
                        TEACHER,
                        "query($id: ID!, $l: Locale!) { video(id: $id) { transcript(locale: $l) { plainText } } }",
                        Map.of("id", lesson.video(), "l", locale))
                .at("/video/transcript/plainText")
                .asString();
    }

    private String state(String video) {
        return as(TEACHER, "query($id: ID!) { video(id: $id) { captionsState } }", Map.of("id", video))
                .at("/video/captionsState")
                .asString();
    }

    private String status(String video) {
        return as(TEACHER, "query($id: ID!) { video(id: $id) { status } }", Map.of("id", video))
                .at("/video/status")
                .asString();
    }

    private static void write(String key, String text) {
        try {
            Path file = HOME.resolve("objects/media").resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String key) {
        try {
            return Files.readString(HOME.resolve("objects/media").resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
