package io.aula.courses.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.courses.Fixtures;
import io.aula.platform.id.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A deleted video can be brought back for thirty days; one that is deleted for good leaves nothing. */
class VideoDeletionTest extends CoursesTestServer {
    private static final int DURATION_MS = 13_000;
    private static final String PUPIL = "usr_01TESTLEARNERDELETED000001";

    @Autowired
    private VideoSweeper sweeper;

    @Test
    void aDeletedVideoIsGoneEverywhereAndComesBackWhereItWas() {
        String course = createCourse("Vídeo borrado");
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        String video = ready(TEACHER, lesson);
        assertThat(publish(course)).isEmpty();
        enroll(PUPIL, course);

        assertThat(delete(TEACHER, video, false)).isEmpty();
        assertThat(delete(TEACHER, video, false)).as("said twice").isEmpty();
        assertThat(shown(PUPIL, lesson).at("/content/video").isNull()).isTrue();
        assertThat(shown(PUPIL, lesson).path("durationMs").asInt()).isZero();
        JsonNode found = as(
                TEACHER,
                "query($id: ID!) { video(id: $id) { id } node(id: $id) { id } lesson(id: \"" + lesson
                        + "\") { status } }",
                Map.of("id", video));
        assertThat(found.path("video").isNull()).isTrue();
        assertThat(found.path("node").isNull()).isTrue();
        assertThat(texts(mine(TEACHER, false), "id")).doesNotContain(video);
        JsonNode deleted = mine(TEACHER, true)
                .valueStream()
                .filter(each -> each.path("id").asString().equals(video))
                .findFirst()
                .orElseThrow();
        assertThat(deleted.path("purgeAt").asString())
                .isGreaterThan(deleted.path("deletedAt").asString());

        JsonNode restored = restore(TEACHER, video);
        assertThat(restored.at("/video/deletedAt").isNull()).isTrue();
        assertThat(shown(PUPIL, lesson).at("/content/video/id").asString()).isEqualTo(video);
        assertThat(shown(PUPIL, lesson).path("durationMs").asInt()).isEqualTo(DURATION_MS);
        assertThat(play(PUPIL, lesson).path("sessionId").isString()).isTrue();
        assertThat(restore(TEACHER, video).path("userErrors").isEmpty())
                .as("one that is there stays")
                .isTrue();
    }

    @Test
    void aVideoThatWaitsToReplaceAnotherComesBackToItsPlaceInTheQueue() {
        String lesson = createLesson(createModule(createCourse("Relevo"), "Uno"), "Ver", "VIDEO");
        String old = ready(TEACHER, lesson);
        String waiting = ready(TEACHER, null);
        sql.update("update courses.video set status = 'PROCESSING' where id = ?", waiting);
        sql.update("update courses.lesson set replacement_id = ? where id = ?", waiting, lesson);
        assertThat(delete(TEACHER, waiting, false)).isEmpty();
        assertThat(shown(TEACHER, lesson).at("/content/replacement").isNull()).isTrue();
        assertThat(restore(TEACHER, waiting).path("userErrors").isEmpty()).isTrue();
        assertThat(shown(TEACHER, lesson).at("/content/replacement/id").asString())
                .isEqualTo(waiting);
        assertThat(delete(TEACHER, waiting, true)).isEmpty();
        assertThat(shown(TEACHER, lesson).at("/content/replacement").isNull()).isTrue();
        assertThat(shown(TEACHER, lesson).at("/content/video/id").asString()).isEqualTo(old);
    }

    @Test
    void whatIsDeletedCountsAgainstTheQuotaUntilItIsDeletedForGood() {
        String owner = "usr_01TESTTEACHERQUOTA00000001";
        String video = ready(owner, null);
        String failed = ready(owner, null);
        sql.update("update courses.video set status = 'FAILED' where id = ?", failed);
        assertThat(quota(owner, owner).path("allowedBytes").asString()).isEqualTo(String.valueOf(200L << 30));
        assertThat(quota(owner, owner).path("usedBytes").asString())
                .as("the file is kept also when nothing could be made of it")
                .isEqualTo("2000");
        assertThat(delete(owner, video, false)).isEmpty();
        assertThat(quota(owner, owner).path("usedBytes").asString()).isEqualTo("2000");
        assertThat(quota(owner, owner).path("deletedBytes").asString()).isEqualTo("1000");

        assertThat(delete(owner, video, true)).isEmpty();
        assertThat(quota(owner, owner).path("usedBytes").asString()).isEqualTo("1000");
        assertThat(quota(owner, owner).path("deletedBytes").asString()).isEqualTo("0");
        assertThat(mine(owner, true).isEmpty()).isTrue();
        assertThat(codes(restore(owner, video))).containsExactly("NOT_FOUND");
        assertThat(delete(owner, video, true)).containsExactly("NOT_FOUND");
        assertThat(quota(OTHER_TEACHER, owner).isNull()).as("own only").isTrue();
    }

    @Test
    void aFullQuotaSaysHowToFreeIt() {
        String owner = "usr_01TESTTEACHERFULL000000001";
        String video = ready(owner, null);
        sql.update("update courses.video set source_bytes = ? where id = ?", 200L << 30, video);
        JsonNode full = createUpload(owner, Map.of()).at("/userErrors/0");
        assertThat(full.path("code").asString()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(full.path("message").asString()).contains("delete one for good");
        assertThat(delete(owner, video, false)).isEmpty();
        assertThat(createUpload(owner, Map.of()).at("/userErrors/0/message").asString())
                .contains("200.0 GB until you delete them for good");
        JsonNode spanish = ask(
                owner,
                "mutation { createVideoUpload(input: {idempotencyKey: \"q\", filename: \"a.mp4\", bytes: \"1\", mimeType: \"\"}) { userErrors { message } } }",
                Map.of(),
                "accept-language",
                "es");
        assertThat(spanish.at("/data/createVideoUpload/userErrors/0/message").asString())
                .contains("200.0 GB hasta que los borres para siempre");
        assertThat(delete(owner, video, true)).isEmpty();
        assertThat(createUpload(owner, Map.of()).path("userErrors").isEmpty()).isTrue();
    }

    @Test
    void afterThirtyDaysItsFilesAndRowsAreGoneAndNotBefore() throws IOException {
        String lesson = createLesson(createModule(createCourse("Treinta"), "Uno"), "Ver", "VIDEO");
        String video = uploaded(Map.of("lessonId", lesson));
        String young = ready(TEACHER, null);
        List<Path> files = List.of(
                file("media/" + video + "/1/master.m3u8"),
                file("media/" + video + "/2/v/seg-1.m4s"),
                file("media/" + video + "-poster/1/poster.jpg"),
                HOME.resolve("objects/uploads/u/" + video + "/source"));
        Path others = file("media/" + young + "/1/master.m3u8");
        sql.update("insert into courses.rendition values (?, 1, 360, 640, 'h264', 800, 1000)", video);
        assertThat(files).allMatch(Files::exists);
        assertThat(delete(TEACHER, video, false)).isEmpty();
        assertThat(delete(TEACHER, young, false)).isEmpty();
        sweeper.sweep();
        assertThat(rows(video)).isPositive();

        sql.update("update courses.video set purge_at = now() - interval '1 day' where id = ?", video);
        sweeper.sweep();
        assertThat(files).noneMatch(Files::exists);
        assertThat(rows(video)).isZero();
        assertThat(shown(TEACHER, lesson).at("/content/video").isNull()).isTrue();
        assertThat(others).exists();
        assertThat(rows(young)).isPositive();
    }

    @Test
    void aVideoThatAWorkerStillWritesForWaitsUntilThatIsDone() {
        String video = uploaded(Map.of());
        sql.update(
                "update courses.media_job set state = 'RUNNING', lease_until = now() + interval '1 hour' where video_id = ?",
                video);
        assertThat(delete(TEACHER, video, true)).isEmpty();
        sql.update("update courses.video set purge_at = now() - interval '1 day' where id = ?", video);
        sweeper.sweep();
        assertThat(rows(video)).isPositive();
        sql.update("update courses.media_job set state = 'DONE' where video_id = ?", video);
        sweeper.sweep();
        assertThat(rows(video)).isZero();
    }

    @Test
    void workThatHadNotBegunIsCancelledAndQueuedAgain() {
        String video = uploaded(Map.of());
        String job = jobs(video).getFirst();
        assertThat(delete(TEACHER, video, false)).isEmpty();
        assertThat(claim(job).path("reason").asString()).isEqualTo("CANCELLED");
        restore(TEACHER, video);
        assertThat(jobs(video)).hasSize(2);
        assertThat(topics(video)).hasSize(2).allMatch(topic -> topic.startsWith("video.uploaded"));
        assertThat(claim(jobs(video).getLast()).path("granted").asBoolean()).isTrue();
    }

    @Test
    void aDeletedVideoIsNotBegunAgainWhenItsWorkerFellSilent() {
        String video = uploaded(Map.of());
        String job = jobs(video).getFirst();
        assertThat(claim(job).path("granted").asBoolean()).isTrue();
        assertThat(delete(TEACHER, video, false)).isEmpty();
        sql.update("update courses.media_job set state = 'WAITING', lease_until = null where id = ?", job);
        assertThat(claim(job).path("reason").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void anUploadUnderWayEndsWithItsVideoForGood() {
        JsonNode upload = createUpload(TEACHER, Map.of("bytes", "2000")).path("upload");
        String id = upload.path("id").asString();
        String video = upload.at("/video/id").asString();
        assertThat(patch(id, TEACHER, 0, new byte[500]).statusCode()).isEqualTo(204);
        assertThat(delete(TEACHER, video, false)).isEmpty();
        assertThat(tus("HEAD", id, TEACHER, Map.of()).statusCode()).isEqualTo(410);
        assertThat(HOME.resolve("scratch/" + id + ".part")).doesNotExist();
        assertThat(codes(restore(TEACHER, video))).containsExactly("NOT_FOUND");
        assertThat(as(TEACHER, "query($id: ID!) { upload(id: $id) { status video { id } } }", Map.of("id", id))
                        .at("/upload/status")
                        .asString())
                .isEqualTo("ABORTED");
    }

    @Test
    void anUploadThatIsTakenBackLeavesNoVideoAndAnEmptyLesson() {
        String lesson = createLesson(createModule(createCourse("Me arrepiento"), "Uno"), "a", "VIDEO");
        JsonNode upload = createUpload(TEACHER, Map.of("bytes", "2000", "lessonId", lesson))
                .path("upload");
        String id = upload.path("id").asString();
        String video = upload.at("/video/id").asString();
        assertThat(patch(id, TEACHER, 0, new byte[500]).statusCode()).isEqualTo(204);
        JsonNode seen = as(
                TEACHER,
                "mutation($id: ID!) { abortUpload(id: $id) { upload { status } userErrors { code } } }",
                Map.of("id", id));
        assertThat(seen.at("/abortUpload/userErrors").isEmpty()).as("%s", seen).isTrue();
        assertThat(as(
                                TEACHER,
                                "query($v: ID!, $l: ID!) { video(id: $v) { id } lesson(id: $l) { content { ... on VideoContent { video { id } } } } }",
                                Map.of("v", video, "l", lesson))
                        .toString())
                .doesNotContain(video);
        assertThat(codes(restore(TEACHER, video))).containsExactly("NOT_FOUND");
    }

    @Test
    void anUploadUnderWayIsOfferedToItsOwnerAlone() {
        String owner = "usr_01TESTTEACHERUNDERWAY00001";
        JsonNode upload = createUpload(owner, Map.of("bytes", "2000")).path("upload");
        String id = upload.path("id").asString();
        assertThat(patch(id, owner, 0, new byte[500]).statusCode()).isEqualTo(204);
        String query =
                "query($id: ID!) { myVideos(status: [UPLOADING], first: 5) { nodes { id upload { id tusUrl bytes receivedBytes expiresAt } } } video(id: $id) { upload { id } } }";
        JsonNode offered = as(owner, query, Map.of("id", upload.at("/video/id").asString()))
                .at("/myVideos/nodes/0/upload");
        assertThat(offered.path("id").asString()).isEqualTo(id);
        assertThat(offered.path("tusUrl").asString()).endsWith("/uploads/" + id);
        assertThat(offered.path("receivedBytes").asString()).isEqualTo("500");
        assertThat(offered.path("expiresAt").asString()).isNotEmpty();

        assertThat(patch(id, owner, 500, new byte[1500]).statusCode()).isEqualTo(204);
        JsonNode whole = as(owner, query, Map.of("id", upload.at("/video/id").asString()));
        assertThat(whole.at("/myVideos/nodes").isEmpty()).isTrue();
        assertThat(whole.at("/video/upload").isNull()).isTrue();
    }

    @Test
    void aVideoNamesTheLessonsThatItsReaderTeaches() {
        String module = createModule(createCourse("Dónde está"), "Uno");
        String shows = createLesson(module, "a", "VIDEO");
        String waits = createLesson(module, "b", "VIDEO");
        String video = ready(TEACHER, shows);
        sql.update("update courses.lesson set replacement_id = ? where id = ?", video, waits);
        String query =
                "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { lessons { id title course { title } } } } } } }";
        JsonNode lessons = as(TEACHER, query, Map.of("id", shows)).at("/lesson/content/video/lessons");
        assertThat(texts(lessons, "id")).containsExactlyInAnyOrder(shows, waits);
        assertThat(lessons.at("/0/course/title").asString()).isEqualTo("Dónde está");
        String course = publishedCourse("A la vista");
        String open = createLesson(createModule(course, "Dos"), "c", "VIDEO");
        sql.update("update courses.lesson set video_id = ?, status = 'PUBLISHED' where id = ?", video, open);
        assertThat(as(LEARNER, query, Map.of("id", open))
                        .at("/lesson/content/video/lessons")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatOnlyAPurgedLessonShowedGoesWithIt() {
        String course = createCourse("Con la lección");
        String module = createModule(course, "Uno");
        String gone = createLesson(module, "a", "VIDEO");
        String stays = createLesson(module, "b", "VIDEO");
        String own = ready(TEACHER, gone);
        String waiting = ready(TEACHER, null);
        sql.update("update courses.lesson set replacement_id = ? where id = ?", waiting, gone);
        String shared = ready(TEACHER, stays);
        String other = createLesson(module, "c", "VIDEO");
        sql.update("update courses.lesson set video_id = ? where id = ?", shared, other);
        for (String lesson : List.of(gone, other)) {
            assertThat(deleteItem(course, lesson)).isEmpty();
            assertThat(purgeItem(lesson)).isEmpty();
        }
        assertThat(purged(own)).isTrue();
        assertThat(purged(waiting)).isTrue();
        assertThat(purged(shared)).isFalse();
    }

    @Test
    void nobodyDeletesOrRestoresWhatIsAnothers() {
        String video = ready(TEACHER, null);
        assertThat(delete(OTHER_TEACHER, video, true)).containsExactly("NOT_FOUND");
        assertThat(delete(TEACHER, video, false)).isEmpty();
        assertThat(codes(restore(OTHER_TEACHER, video))).containsExactly("NOT_FOUND");
    }

    private String ready(String owner, @Nullable String lesson) {
        String video = Ids.next("vid");
        sql.update(
                "insert into courses.video (id, owner_id, status, name, duration_ms, media_rev, source_bytes, source_key, uploaded_at) values (?, ?, 'READY', 'x.mp4', ?, 1, 1000, 'u/x/source', now() - interval '2 days')",
                video,
                owner,
                DURATION_MS);
        if (lesson != null) {
            Fixtures.show(sql, lesson, video, DURATION_MS);
        }
        return video;
    }

    private String uploaded(Map<String, ?> more) {
        JsonNode upload = createUpload(TEACHER, more).path("upload");
        assertThat(patch(upload.path("id").asString(), TEACHER, 0, new byte[1000])
                        .statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        // Many uploads on one day are no longer urgent, and other tests wait for an urgent one.
        sql.update("update courses.video set uploaded_at = now() - interval '2 days' where id = ?", video);
        return video;
    }

    private List<String> delete(String user, String video, boolean isForGood) {
        return codes(as(
                        user,
                        "mutation($id: ID!, $g: Boolean!) { deleteVideo(id: $id, forGood: $g) { deletedId userErrors { code } } }",
                        Map.of("id", video, "g", isForGood))
                .path("deleteVideo"));
    }

    private JsonNode restore(String user, String video) {
        return as(
                        user,
                        "mutation($id: ID!) { restoreVideo(id: $id) { video { id deletedAt } userErrors { code } } }",
                        Map.of("id", video))
                .path("restoreVideo");
    }

    private JsonNode mine(String user, boolean isDeleted) {
        return as(
                        user,
                        "query($d: Boolean!) { myVideos(deleted: $d, first: 100) { nodes { id deletedAt purgeAt } } }",
                        Map.of("d", isDeleted))
                .at("/myVideos/nodes");
    }

    private JsonNode shown(String user, String lesson) {
        return as(
                        user,
                        "query($id: ID!) { lesson(id: $id) { durationMs content { ... on VideoContent { video { id status } replacement { id } } } } }",
                        Map.of("id", lesson))
                .path("lesson");
    }

    private JsonNode quota(String user, String of) {
        return as(
                        user,
                        "query($me: [_Any!]!) { _entities(representations: $me) { ... on User { mediaQuota { allowedBytes usedBytes deletedBytes } } } }",
                        Map.of("me", List.of(Map.of("__typename", "User", "id", of))))
                .at("/_entities/0/mediaQuota");
    }

    private JsonNode claim(String job) {
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.media-claims",
                MessageBuilder.withBody(
                                json.writeValueAsBytes(Map.of("jobId", job, "workerId", "test", "redelivered", false)))
                        .build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        return json.readTree(reply.getBody());
    }

    private List<String> jobs(String video) {
        return sql.queryForList(
                "select id from courses.media_job where video_id = ? order by queued_at, id", String.class, video);
    }

    private boolean purged(String video) {
        return Boolean.TRUE.equals(sql.queryForObject(
                "select purge_at is not null and purge_at <= now() from courses.video where id = ?",
                Boolean.class,
                video));
    }

    /** All that hangs on a video, and itself. */
    private int rows(String video) {
        return List.of(
                        "video where id",
                        "rendition where video_id",
                        "upload where video_id",
                        "media_job where video_id")
                .stream()
                .mapToInt(each -> sql.queryForList("select 1 from courses." + each + " = ?", video)
                        .size())
                .sum();
    }

    private static Path file(String name) throws IOException {
        Path file = HOME.resolve("objects").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1});
    }
}
