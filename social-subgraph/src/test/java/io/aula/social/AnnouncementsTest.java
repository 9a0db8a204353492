package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the staff of a course tell all who are in it. */
final class AnnouncementsTest extends SocialTestServer {
    private static final String CREATE =
            "mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }";
    private static final String EDIT = """
            mutation($input: EditThreadInput!) { editThread(input: $input) { thread { title } userErrors { code } } }""";

    private void staff(String course, long version, String... teachers) {
        Map<String, Object> open = new HashMap<>(Map.of("courseId", course, "status", "PUBLISHED", "locale", "es"));
        open.putAll(Map.of("slug", "announced", "level", "BEGINNER", "instructorIds", List.of(teachers)));
        tell("course.updated", course, version, open);
    }

    private JsonNode edit(String person, String thread, String title) {
        Map<String, Object> input =
                Map.of("threadId", thread, "title", title, "bodyMarkdown", "So.", "tags", List.of());
        return graphql(person, EDIT, Map.of("input", input)).at("/data/editThread");
    }

    @Test
    void whoTaughtTheCourseBeforeChangesNoAnnouncementOfItAnyMore() {
        String course = Ids.next("crs");
        String teacher = Ids.next("usr");
        String enrollment = Ids.next("enr");
        tell(
                "enrollment.changed",
                enrollment,
                1,
                Map.of("enrollmentId", enrollment, "userId", teacher, "courseId", course, "status", "ACTIVE"));
        staff(course, 1, ANA, teacher);
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", "ANNOUNCEMENT", "title", "No class today", "bodyMarkdown", "So."));
        eventually(() -> !graphql(teacher, CREATE, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .isMissingNode());
        String thread = graphql(teacher, CREATE, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .asString();
        assertThat(edit(teacher, thread, "Class at noon").at("/thread/title").asString())
                .isEqualTo("Class at noon");
        staff(course, 2, ANA);
        eventually(() -> edit(teacher, thread, "Class at noon")
                .at("/userErrors/0/code")
                .asString("")
                .equals("FORBIDDEN"));
    }
}
