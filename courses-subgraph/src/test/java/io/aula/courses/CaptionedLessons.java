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
import java.util.function.Consumer;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A lesson with words, the worker that hears them played by the test, and what is asked of them. */
abstract class CaptionedLessons extends CoursesTestServer {
    static final String PUPIL = "usr_01TESTLEARNERCAPTIONS00001";
    static final int DURATION_MS = 13_000;
    private static final String MASTER =
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360\nv360/index.m3u8\n";
    private static final String MANIFEST =
            "<?xml version=\"1.0\"?>\n<MPD>\n <Period>\n  <AdaptationSet id=\"0\"/>\n </Period>\n</MPD>\n";

    final Promises promises = new Promises();

    /** Whoever typed is done since a while. */
    final void letTheEditorRest(Lesson lesson) {
        sql.update(
                "update courses.caption_track set updated_at = now() - interval '1 minute' where video_id = ?",
                lesson.video());
    }

    // ------------------------------------------------------------------ the worker, and what is asked

    record Lesson(String id, String video) {}

    /** A published lesson whose video a worker just made playable; the pupil may watch it. */
    final Lesson playable(String titleOrCourse) {
        String course = titleOrCourse.startsWith("crs_") ? titleOrCourse : createCourse(titleOrCourse);
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        String video = shown(lesson);
        assertThat(publish(course)).isEmpty();
        enroll(PUPIL, course);
        return new Lesson(lesson, video);
    }

    /** The video of a lesson from now on: uploaded, and just made playable by a worker. */
    final String shown(String lesson) {
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
        return video;
    }

    final Lesson captioned(String titleOrCourse, String... said) {
        Lesson lesson = playable(titleOrCourse);
        heard(lesson.video(), claim(lesson.video()).path("fence").asLong(), "es", said);
        eventually(
                "the words in the player",
                // the translation's own publication may already have followed
                () -> play(PUPIL, lesson.id()).path("hlsUrl").asString().matches(".*/master-c[12]\\.m3u8"));
        return lesson;
    }

    final void files(String video, int rev) {
        write(video + "/" + rev + "/master.m3u8", MASTER);
        write(video + "/" + rev + "/manifest.mpd", MANIFEST);
    }

    final void heard(String video, long fence, String locale, String... said) {
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

    final String speechJob(String video) {
        return job(video, "SPEECH");
    }

    final String job(String video, String kind) {
        return sql.queryForList(
                        "select id from courses.media_job where video_id = ? and kind = ? order by queued_at desc, id"
                                + " desc",
                        String.class,
                        video,
                        kind)
                .getFirst();
    }

    final void tell(String type, String video, String kind, long fence, Consumer<ObjectNode> more) {
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

    final JsonNode claim(String video) {
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

    final void askAgain() {
        var answer = send(
                NOBODY,
                java.net.http.HttpRequest.newBuilder(at("/internal/captions"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    final List<String> request(String user, String video, List<String> locales, String spoken) {
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

    final JsonNode upload(String video, String locale, byte[] file, int shiftMs) {
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

    final JsonNode edit(JsonNode track, List<Map<String, ?>> edits) {
        return edit(TEACHER, track, edits);
    }

    final JsonNode edit(String user, JsonNode track, List<Map<String, ?>> edits) {
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

    final JsonNode captions(String user, Lesson lesson) {
        return as(user, """
            query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video {
              captions { id locale origin isMachineMade confidence url default revision approvedAt cueCount versions { revision origin cueCount at } }
              transcript(locale: "es") { plainText revision cues(first: 50) { nodes { id index startMs endMs text confidence words { text startMs endMs confidence isGlued } } pageInfo { endCursor } } } } } } } }
            """, Map.of("id", lesson.id())).at("/lesson/content/video");
    }

    final String said(Lesson lesson, String locale) {
        return as(
                        TEACHER,
                        "query($id: ID!, $l: Locale!) { video(id: $id) { transcript(locale: $l) { plainText } } }",
                        Map.of("id", lesson.video(), "l", locale))
                .at("/video/transcript/plainText")
                .asString();
    }

    final String state(String video) {
        return as(TEACHER, "query($id: ID!) { video(id: $id) { captionsState } }", Map.of("id", video))
                .at("/video/captionsState")
                .asString();
    }

    final String status(String video) {
        return as(TEACHER, "query($id: ID!) { video(id: $id) { status } }", Map.of("id", video))
                .at("/video/status")
                .asString();
    }

    static void write(String key, String text) {
        try {
            Path file = HOME.resolve("objects/media").resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String key) {
        try {
            return Files.readString(HOME.resolve("objects/media").resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
