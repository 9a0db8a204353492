package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What stands for a video: the sharpest frame, another one that its teacher chose, or a picture of theirs; the worker is played. */
class PostersTest extends PictureTestServer {
    /** Whoever uploads more than three films a day is urgent no more: the teacher of other tests is not to be that one. */
    private static final String UPLOADER = "usr_01TESTTEACHER000000000000P";

    private record Film(String video, String job) {}

    @Test
    void aTeacherChoosesAFrameGoesBackToTheAutomaticOneAndChoosesAgain() throws Exception {
        Film film = ready();
        String sharpest = latest(film);
        work(orderOfImage(sharpest));
        eventually("the sharpest", () -> poster(film).contains(sharpest));
        JsonNode frames = seen(UPLOADER, film).path("posterFrames");
        assertThat(frames.valueStream().map(frame -> frame.path("atMs").asInt()))
                .containsExactly(4_000, 312_000);
        assertThat(frames.at("/1/image/url").asString()).matches("/media/p/[^/]+/" + film.video() + "/1/frame-4\\.jpg");
        assertThat(frames.valueStream().map(frame -> frame.path("isChosen").asBoolean()))
                .containsOnly(false);
        assertThat(seen(UPLOADER, film).path("chosenPoster").isNull()).isTrue();

        assertThat(codes(set(UPLOADER, film, Map.of("frameMs", 312_000)))).isEmpty();
        assertThat(poster(film)).as("until the other one is made").contains(sharpest);
        assertThat(seen(UPLOADER, film).at("/chosenPoster/state").asString()).isEqualTo("QUEUED");
        assertThat(seen(UPLOADER, film).at("/chosenPoster/uploadId").isNull()).isTrue();
        assertThat(seen(UPLOADER, film).at("/posterFrames/1/isChosen").asBoolean())
                .isTrue();
        String chosen = latest(film);
        JsonNode order = orderOfImage(chosen);
        assertThat(order.at("/data/source/key").asString()).isEqualTo(film.video() + "/1/frame-4.jpg");
        work(order);
        eventually("the chosen one", () -> poster(film).contains(chosen));

        assertThat(codes(set(UPLOADER, film, Map.of()))).isEmpty();
        assertThat(poster(film)).as("at once: it was made before").contains(sharpest);
        assertThat(seen(UPLOADER, film).path("chosenPoster").isNull()).isTrue();
        assertThat(codes(set(UPLOADER, film, Map.of("frameMs", 312_000)))).isEmpty();
        assertThat(poster(film)).contains(chosen);
    }

    @Test
    void itComesInTheFormatAndAtLeastInTheWidthThatIsAskedFor() throws Exception {
        Film film = ready();
        String sharpest = latest(film);
        work(orderOfImage(sharpest));
        eventually("the sharpest", () -> poster(film).contains(sharpest));
        Map.of("AVIF", "avif", "WEBP", "webp", "JPEG", "jpg", "AUTO", "jpg").forEach((format, ending) -> {
            assertThat(poster(film, 640, format).path("url").asString()).endsWith("/" + sharpest + "/1/640." + ending);
            assertThat(poster(film, 1, format).path("url").asString()).endsWith("/160." + ending);
            assertThat(poster(film, 700, format).path("url").asString()).endsWith("/960." + ending);
            assertThat(poster(film, 9_000, format).path("url").asString()).endsWith("/1280." + ending);
        });
        JsonNode poster = poster(film, 700, "AUTO");
        assertThat(poster.path("width").asInt()).isEqualTo(960);
        assertThat(poster.path("height").asInt()).isEqualTo(540);
        assertThat(poster.path("sources")
                        .valueStream()
                        .map(source -> source.path("type").asString()))
                .containsExactly("image/avif", "image/webp", "image/jpeg");
        Path folder = HOME.resolve("objects/media/" + sharpest + "/1");
        assertThat(poster.path("sources")
                        .valueStream()
                        .map(source -> source.path("srcSet").asString()))
                .allSatisfy(set -> assertThat(set.split(", "))
                        .hasSize(5)
                        .allMatch(each -> each.matches(".*/([0-9]+)\\.[a-z]+ \\1w"))
                        .allSatisfy(each -> assertThat(folder.resolve(each.replaceAll(".*/| .*", "")))
                                .exists()));
    }

    @Test
    void aPictureOfTheTeachersOwnStandsForTheVideoAndIsKnownByItsUpload() {
        Film film = ready();
        String upload = sent(UPLOADER, "POSTER");
        assertThat(codes(set(UPLOADER, film, Map.of("uploadId", upload)))).isEmpty();
        String own = work(upload);
        eventually("the picture", () -> poster(film).contains(own));
        assertThat(seen(UPLOADER, film).at("/chosenPoster/uploadId").asString()).isEqualTo(upload);
        assertThat(codes(set(UPLOADER, film, Map.of("uploadId", sent(UPLOADER, "AVATAR")))))
                .containsExactly("POSTER_UNKNOWN");
        assertThat(codes(set(UPLOADER, film, Map.of("uploadId", "upl_nonsense"))))
                .containsExactly("POSTER_UNKNOWN");
        assertThat(poster(film)).contains(own);
    }

    @Test
    void onlyWhoeverMayEditTheVideoChoosesAndOnlyWhatIsThere() {
        Film film = ready();
        assertThat(codes(set(OTHER_TEACHER, film, Map.of("frameMs", 4_000)))).containsExactly("NOT_FOUND");
        assertThat(codes(set(UPLOADER, film, Map.of("frameMs", 5_000)))).containsExactly("FRAME_UNKNOWN");
        assertThat(codes(set(UPLOADER, film, Map.of("frameMs", 4_000, "uploadId", "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7K"))))
                .containsExactly("POSTER_AMBIGUOUS");
        assertThat(seen(ADMIN, film).path("posterFrames")).hasSize(2);
    }

    @Test
    void aChoiceThatIsNotMadeYetOutlivesAnotherEncodeOfTheVideo() throws Exception {
        Film film = ready();
        set(UPLOADER, film, Map.of("frameMs", 4_000));
        String before = latest(film);
        sql.update(
                "update courses.media_job set state = 'RUNNING', fence = 2, lease_until = now() + interval '1 minute' where id = ?",
                film.job());
        told(film, 2);
        eventually("the frame of the new files", () -> !latest(film).equals(before));
        JsonNode order = orderOfImage(latest(film));
        assertThat(order.at("/data/source/key").asString()).isEqualTo(film.video() + "/2/frame-1.jpg");
        assertThat(seen(UPLOADER, film).at("/posterFrames/0/isChosen").asBoolean())
                .isTrue();
    }

    private Film ready() {
        byte[] file = ("film " + key()).getBytes(StandardCharsets.UTF_8);
        JsonNode upload = createUpload(UPLOADER, Map.of("bytes", String.valueOf(file.length), "sha256", sha256(file)))
                .path("upload");
        patch(upload.path("id").asString(), UPLOADER, 0, file);
        String video = upload.at("/video/id").asString();
        String job = sql.queryForObject(
                "select id from courses.media_job where video_id = ? and kind = 'TRANSCODE'", String.class, video);
        sql.update(
                "update courses.media_job set state = 'RUNNING', fence = 1, lease_until = now() + interval '1 minute' where id = ?",
                job);
        Film film = new Film(video, job);
        told(film, 1);
        eventually(
                "the video",
                () -> seen(UPLOADER, film).path("status").asString().equals("READY"));
        return film;
    }

    private void told(Film film, long fence) {
        try {
            Path made = Files.createDirectories(HOME.resolve("objects/media/" + film.video() + "/" + fence));
            for (String name : new String[] {"poster.jpg", "frame-1.jpg", "frame-4.jpg"}) {
                Files.write(made.resolve(name), FILE);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        ObjectNode event = promises.example("video.ready");
        event.put("id", "evt_" + key());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("jobId", film.job()).put("fence", fence).put("videoId", film.video());
        assertThat((ArrayNode) data.at("/poster/frames")).hasSize(2);
        rabbit.send(
                "aula.events",
                "video.ready",
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }

    /** The picture that was chosen last. */
    private String latest(Film film) {
        return sql.queryForObject(
                "select coalesce(next_id, shown_id) from courses.image_use where subject_id = ?",
                String.class,
                film.video());
    }

    private String poster(Film film) {
        return seen(UPLOADER, film).at("/poster/url").asString("");
    }

    private JsonNode poster(Film film, int width, String format) {
        return as(
                        UPLOADER,
                        "query($id: ID!, $width: Int!, $format: ImageFormat) { video(id: $id) { poster(width: $width, format: $format)"
                                + " { url width height sources { type srcSet } } } }",
                        Map.of("id", film.video(), "width", width, "format", format))
                .at("/video/poster");
    }

    private JsonNode seen(String user, Film film) {
        return as(user, """
            query($id: ID!) { video(id: $id) { status poster(width: 640) { url } chosenPoster { state uploadId }
              posterFrames { atMs isChosen image { url width height } } } }
            """, Map.of("id", film.video())).path("video");
    }

    private JsonNode set(String user, Film film, Map<String, ?> choice) {
        Map<String, Object> input = new HashMap<>(choice);
        input.put("videoId", film.video());
        return as(
                        user,
                        "mutation($i: SetPosterInput!) { setPoster(input: $i) { video { id } userErrors { code message } } }",
                        Map.of("i", input))
                .path("setPoster");
    }
}
