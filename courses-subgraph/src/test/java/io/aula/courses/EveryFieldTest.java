package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the schema offers is there: each field of each type is asked for once, by somebody who may read it. */
class EveryFieldTest extends CoursesTestServer {
    private static final Set<String> LEAVES = Set.of("SCALAR", "ENUM");

    @Test
    void everyPlainFieldOfWhatALearnerAndATeacherSeeCanBeRead() {
        String course = createCourse("Todo a la vista");
        String module = createModule(course, "Uno");
        String lesson = createLesson(module, "Ver", "VIDEO");
        String video = Fixtures.readyVideo(sql, lesson, 10_000);
        String article = createArticle(module, "Leer");
        assertThat(publish(course)).isEmpty();
        String enrollment = enroll(TEACHER, course).at("/enrollment/id").asString();
        String upload = createUpload(TEACHER, Map.of()).at("/upload/id").asString();
        JsonNode types = as(
                        TEACHER,
                        "{ __schema { types { name kind fields { name args { name defaultValue type { kind } } type { kind ofType { kind ofType { kind ofType { kind } } } } } } } }",
                        Map.of())
                .at("/__schema/types");

        String all = all(types, "Course")
                + " settings { " + all(types, "CourseSettings") + " } cover { " + all(types, "Image") + " }"
                + " viewerAccess { " + all(types, "CourseAccess") + " }"
                + " viewerEnrollment { " + all(types, "Enrollment") + " user { id } resume { "
                + all(types, "ResumePoint")
                + " } lessons(first: 3) { nodes { " + all(types, "LessonProgress")
                + " watched { startMs endMs } } pageInfo { "
                + all(types, "PageInfo") + " } edges { cursor } } }"
                + " modules { " + all(types, "Module") + " course { id } lessons { " + all(types, "Lesson")
                + " course { id } module { id } next { id } previous { id } viewerProgress { coverage } viewerAccess { "
                + all(types, "LessonAccess") + " } content { __typename ... on ArticleContent { "
                + all(types, "ArticleContent") + " } ... on VideoContent { video { " + all(types, "Video")
                + " poster { " + all(types, "Image") + " } storyboard { " + all(types, "Storyboard")
                + " } renditions { " + all(types, "Rendition") + " } source { " + all(types, "SourceFile")
                + " } processing { " + all(types, "ProcessingState")
                + " } playback { __typename ... on PlaybackGrant { "
                + all(types, "PlaybackGrant") + " } } } } } } }";
        JsonNode read = as(
                TEACHER,
                "query($c: ID!, $u: ID!, $all: [ID!]!) { course(id: $c) { " + all + " } upload(id: $u) { "
                        + all(types, "Upload") + " video { id } } nodes(ids: $all) { id __typename } }",
                Map.of(
                        "c", course,
                        "u", upload,
                        "all", List.of(course, module, lesson, article, enrollment, video, upload, TEACHER)));
        assertThat(texts(read.path("nodes"), "__typename"))
                .containsExactly("Course", "Module", "Lesson", "Lesson", "Enrollment", "Video", "Upload", "User");
        assertThat(read.at("/course/isFree").asBoolean()).isTrue();
        assertThat(read.at("/course/durationMs").asInt()).isEqualTo(10_000);
        assertThat(read.at("/upload/bytes").asString()).isEqualTo("1000");
        assertThat(read.at("/upload/tusUrl").asString()).endsWith("/uploads/" + upload);
        assertThat(read.at("/course/modules/0/lessons/0/content/video/playback/__typename")
                        .asString())
                .isEqualTo("PlaybackGrant");
    }

    /** The names of a type's fields that are values of their own and need no argument. */
    private static String all(JsonNode types, String type) {
        return types
                .valueStream()
                .filter(each -> each.path("name").asString().equals(type))
                .flatMap(each -> each.path("fields").valueStream())
                .filter(field -> LEAVES.contains(innermost(field.path("type"))))
                .filter(field -> field.path("args").valueStream().noneMatch(EveryFieldTest::isRequired))
                .map(field -> field.path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" "));
    }

    private static boolean isRequired(JsonNode argument) {
        return argument.at("/type/kind").asString().equals("NON_NULL")
                && argument.path("defaultValue").isNull();
    }

    private static String innermost(JsonNode type) {
        return type.path("ofType").isObject()
                ? innermost(type.path("ofType"))
                : type.path("kind").asString();
    }
}
