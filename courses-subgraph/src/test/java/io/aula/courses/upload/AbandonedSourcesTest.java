package io.aula.courses.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is left of uploads that nobody ends, in the folder where bytes wait and in the object store. */
class AbandonedSourcesTest extends CoursesTestServer {
    private static final String UPLOADER = "usr_01TESTTEACHERABANDONS00001";

    @Autowired
    private UploadService uploads;

    @Autowired
    private MeterRegistry meters;

    private record Begun(String id, String video) {
        Path part() {
            return HOME.resolve("scratch").resolve(id + ".part");
        }

        Path source() {
            return HOME.resolve("objects/uploads/u").resolve(video).resolve("source");
        }
    }

    @Test
    void aPartOfAFileGoesWhenItsTimeIsOverAndIsCounted() {
        Begun upload = begin();
        assertThat(patch(upload.id(), UPLOADER, 0, new byte[600]).statusCode()).isEqualTo(204);
        uploads.expire();
        assertThat(upload.part()).as("its time is not over").exists();
        double before = counted();
        endTimeOf(upload);
        uploads.expire();
        assertThat(upload.part()).doesNotExist();
        assertThat(counted()).isEqualTo(before + 1);
        assertThat(tus("HEAD", upload.id(), UPLOADER, Map.of()).statusCode()).isEqualTo(410);
        uploads.expire();
        assertThat(counted()).as("once").isEqualTo(before + 1);
    }

    /** The service ended between the store and the row; the browser never came back. */
    @Test
    void aWholeFileThatBecameNoVideoGoesOutOfTheStoreAndIsCounted() throws IOException {
        Begun upload = begin();
        Files.createDirectories(upload.source().getParent());
        Files.write(upload.source(), new byte[1000]);
        double before = counted();
        endTimeOf(upload);
        uploads.expire();
        assertThat(upload.source()).doesNotExist();
        assertThat(counted()).isEqualTo(before + 1);
    }

    @Test
    void oneThatIsCancelledGoesAtOnce() {
        Begun upload = begin();
        assertThat(patch(upload.id(), UPLOADER, 0, new byte[600]).statusCode()).isEqualTo(204);
        double before = counted();
        assertThat(tus("DELETE", upload.id(), UPLOADER, Map.of()).statusCode()).isEqualTo(204);
        assertThat(upload.part()).doesNotExist();
        assertThat(counted()).isEqualTo(before + 1);
    }

    @Test
    void oneWhoseTimeIsOverLeavesItsLessonEmpty() {
        String lesson = createLesson(createModule(createCourse("Olvidada"), "Uno"), "a", "VIDEO");
        Begun upload = begun(createUpload(TEACHER, Map.of("bytes", "1000", "lessonId", lesson)));
        endTimeOf(upload);
        uploads.expire();
        JsonNode seen = as(
                TEACHER,
                "query($v: ID!, $l: ID!) { video(id: $v) { id } lesson(id: $l) { title content { ... on VideoContent { video { id } } } } }",
                Map.of("v", upload.video(), "l", lesson));
        assertThat(seen.at("/lesson/title").asString()).isEqualTo("a");
        assertThat(seen.toString()).doesNotContain(upload.video());
    }

    @Test
    void theSourceOfAVideoStays() {
        Begun upload = begin();
        assertThat(patch(upload.id(), UPLOADER, 0, new byte[1000]).statusCode()).isEqualTo(204);
        endTimeOf(upload);
        uploads.expire();
        assertThat(upload.source()).exists();
    }

    private Begun begin() {
        return begun(createUpload(UPLOADER, Map.of("bytes", "1000")));
    }

    private static Begun begun(JsonNode created) {
        JsonNode upload = created.path("upload");
        return new Begun(upload.path("id").asString(), upload.at("/video/id").asString());
    }

    private void endTimeOf(Begun upload) {
        sql.update("update courses.upload set expires_at = now() - interval '1 minute' where id = ?", upload.id());
    }

    private double counted() {
        return meters.counter("aula.jobs.swept", "kind", "source").count();
    }
}
