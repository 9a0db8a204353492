package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Covers, photos and posters from their upload to where they are shown: the worker is played by the test. */
class ImagesTest extends PictureTestServer {
    @Test
    void aCoverIsShownWhenItIsReadyAndTheOneBeforeStaysUntilThen() throws Exception {
        String course = createCourse("Con portada");
        assertThat(cover(course).isNull()).isTrue();
        String first = sent(TEACHER, "COVER");
        assertThat(choose(course, first).path("userErrors")).isEmpty();
        assertThat(chosenCover(course).path("state").asString()).isEqualTo("QUEUED");
        assertThat(cover(course).isNull()).isTrue();

        String image = work(first);
        eventually(
                "the first cover", () -> cover(course).path("url").asString("").contains(image));
        assertThat(cover(course).path("url").asString()).startsWith("/media/p/").endsWith("/640.jpg");
        assertThat(cover(course).path("color").asString()).isEqualTo("#7a6a58");
        assertThat(cover(course).at("/sources/0/type").asString()).isEqualTo("image/avif");
        assertThat(cover(course).at("/sources/0/srcSet").asString()).contains("/160.avif 160w, ", "/1280.avif 1280w");

        String second = sent(TEACHER, "COVER");
        choose(course, second);
        assertThat(cover(course).path("url").asString()).contains(image);
        String other = work(second);
        eventually(
                "the second cover", () -> cover(course).path("url").asString("").contains(other));

        JsonNode removed = as(
                TEACHER,
                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { course { cover { url } chosenCover { state } } userErrors { code } } }",
                Map.of("i", input(course, null)));
        assertThat(removed.at("/updateCourse/userErrors")).isEmpty();
        assertThat(cover(course).isNull()).isTrue();
        assertThat(chosenCover(course).isNull()).isTrue();
    }

    @Test
    void aFileThatIsNoPictureIsToldInWordsAndLeavesTheCoverAsItWas() {
        String course = createCourse("Portada rota");
        String upload = sent(TEACHER, "COVER");
        choose(course, upload);
        JsonNode order = orderOf(upload);
        String image = order.at("/data/imageId").asString();
        long fence = claim(image, false).path("fence").asLong();
        tell("image.failed", image, fence);
        eventually(
                "the refusal",
                () -> state(TEACHER, upload).path("state").asString().equals("FAILED"));
        assertThat(state(TEACHER, upload).path("failureMessage").asString()).contains("damaged");
        assertThat(chosenCover(course).path("state").asString()).isEqualTo("FAILED");
        assertThat(cover(course).isNull()).isTrue();
    }

    @Test
    void aCoverOfAnotherPersonOrForAnotherPurposeIsNotThere() {
        String course = createCourse("Portada ajena");
        assertThat(codes(choose(course, sent(TEACHER, "AVATAR")))).containsExactly("COVER_UNKNOWN");
        assertThat(codes(choose(course, "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7K"))).containsExactly("COVER_UNKNOWN");
        assertThat(codes(choose(course, "nonsense"))).containsExactly("COVER_UNKNOWN");
        assertThat(codes(announce(LEARNER, Map.of("purpose", "COVER")))).isNotEmpty();
        assertThat(codes(announce(LEARNER, Map.of("purpose", "AVATAR")))).isEmpty();
    }

    @Test
    void whatCannotBeTakenIsRefusedBeforeItsFirstByte() {
        assertThat(codes(announce(TEACHER, Map.of("bytes", "0")))).containsExactly("EMPTY_FILE");
        assertThat(codes(announce(TEACHER, Map.of("bytes", "99999999")))).containsExactly("TOO_LARGE");
        assertThat(codes(announce(TEACHER, Map.of("mimeType", "video/mp4")))).containsExactly("TYPE_NOT_ACCEPTED");
        assertThat(codes(announce(TEACHER, Map.of("background", "red")))).containsExactly("BACKGROUND_INVALID");
        assertThat(codes(announce(TEACHER, Map.of("crop", Map.of("x", 0.6, "y", 0, "width", 0.6, "height", 1)))))
                .containsExactly("CROP_INVALID");
        assertThat(codes(announce(TEACHER, Map.of("crop", Map.of("x", 0.5, "y", 0.5, "width", 1e-9, "height", 1e-9)))))
                .as("nothing to show")
                .containsExactly("CROP_INVALID");
    }

    @Test
    void onlyTheHolderOfThePictureIsBelieved() {
        String upload = sent(TEACHER, "COVER");
        String image = orderOf(upload).at("/data/imageId").asString();
        long first = claim(image, false).path("fence").asLong();
        assertThat(claim(image, false).path("reason").asString()).isEqualTo("LEASED");
        long second = claim(image, true).path("fence").asLong();
        assertThat(second).isEqualTo(first + 1);
        tell("image.failed", image, first);
        tell("image.made", image, second);
        eventually(
                "the picture",
                () -> state(TEACHER, upload).path("state").asString().equals("READY"));
        assertThat(claim(image, true).path("reason").asString()).isEqualTo("READY");
    }

    @Test
    void aTryThatMayHealIsMadeAgainWhenItsTimeHasComeAndNotBefore() {
        String upload = sent(TEACHER, "COVER");
        String image = orderOf(upload).at("/data/imageId").asString();
        long first = claim(image, false).path("fence").asLong();
        postpone(image, first, 60);
        eventually(
                "the wait", () -> claim(image, false).path("reason").asString().equals("POSTPONED"));
        assertThat(state(TEACHER, upload).path("state").asString()).isEqualTo("QUEUED");
        tell("image.made", image, first);
        sql.update("update courses.image set lease_until = now() + interval '2 seconds' where id = ?", image);
        long second = claim(image, false).path("fence").asLong();
        assertThat(second).as("well before the lease of six minutes ends").isEqualTo(first + 1);
        tell("image.made", image, second);
        eventually(
                "the picture",
                () -> state(TEACHER, upload).path("state").asString().equals("READY"));
    }

    @Test
    void picturesThatWaitAreCountedWithTheOtherQueues() {
        sql.update("update courses.image set state = 'FAILED' where state = 'QUEUED'");
        String image = orderOf(sent(TEACHER, "COVER")).at("/data/imageId").asString();
        assertThat(queue().path("waiting").asInt()).isEqualTo(1);
        assertThat(queue().path("isLate").asBoolean()).isFalse();
        sql.update("update courses.image set queued_at = now() - interval '1 hour' where id = ?", image);
        assertThat(queue().path("isLate").asBoolean()).isTrue();
        assertThat(queue().path("messages").isInt()).isTrue();
        claim(image, false);
        assertThat(queue().path("waiting").asInt()).isZero();
        assertThat(queue().path("isLate").asBoolean()).isFalse();
    }

    private JsonNode queue() {
        return as(ADMIN, "{ jobQueues { name waiting messages isLate } }", Map.of())
                .path("jobQueues")
                .valueStream()
                .filter(queue -> queue.path("name").asString().equals("media.images"))
                .findFirst()
                .orElseThrow();
    }

    private void postpone(String image, long fence, int seconds) {
        tell("image.postponed", image, fence, data -> data.put("retryInSeconds", seconds));
    }

    @Test
    void thePhotoOfAPersonIsToldToIdentityUnderAnAddressForEverybody() {
        String upload = sent(LEARNER, "AVATAR");
        String image = work(upload);
        eventually("the photo", () -> topics(image).contains("image.ready"));
        String told = sql.queryForObject(
                "select payload::text from courses.outbox where subject = ? and topic = 'image.ready'",
                String.class,
                image);
        assertThat(promises.broken("image.ready", told)).isEmpty();
        JsonNode data = json.readTree(told).path("data");
        assertThat(data.path("uploadId").asString()).isEqualTo(upload);
        assertThat(data.path("address").asString()).matches("/media/i/" + image + "/[0-9]+/");
    }

    @Test
    void coversOfOpenCoursesLieWhereAnybodyMayFetchThemUntilTheCourseCloses() throws Exception {
        String course = publishedCourse("Portada abierta");
        String upload = sent(TEACHER, "COVER");
        choose(course, upload);
        String image = work(upload);
        eventually(
                "the open address", () -> cover(course).path("url").asString("").startsWith("/media/i/"));
        Path open = HOME.resolve("objects/media/public/" + image);
        assertThat(open).isDirectory();
        as(
                TEACHER,
                "mutation($id: ID!, $r: Int!) { unpublishCourse(id: $id, expectedRevision: $r) { userErrors { code } } }",
                Map.of("id", course, "r", revision(course)));
        eventually(
                "the signed address",
                () -> cover(course).path("url").asString("").startsWith("/media/p/"));
        eventually("no open file", () -> Files.notExists(open.resolve("1/640.jpg")));
    }

    private JsonNode choose(String course, String upload) {
        return as(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { course { id } userErrors { code message } } }",
                        Map.of("i", input(course, upload)))
                .path("updateCourse");
    }

    private Map<String, Object> input(String course, String upload) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", course);
        input.put("expectedRevision", revision(course));
        input.put("coverUploadId", upload);
        return input;
    }

    private JsonNode cover(String course) {
        return as(
                        TEACHER,
                        "query($id: ID!) { course(id: $id) { cover(width: 640) { url width height blurHash color sources { type srcSet } } } }",
                        Map.of("id", course))
                .at("/course/cover");
    }

    private JsonNode chosenCover(String course) {
        return as(
                        TEACHER,
                        "query($id: ID!) { course(id: $id) { chosenCover { purpose state failureMessage } } }",
                        Map.of("id", course))
                .at("/course/chosenCover");
    }

    private JsonNode state(String user, String upload) {
        return as(
                        user,
                        "query($id: ID!) { upload(id: $id) { video { id } image { state failureMessage } } }",
                        Map.of("id", upload))
                .at("/upload/image");
    }
}
