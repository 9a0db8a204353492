package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The parts of a video, which its teacher names. */
class ChaptersTest extends CoursesTestServer {
    private static final String SET = """
            mutation($v: ID!, $c: [ChapterInput!]!) { setChapters(videoId: $v, chapters: $c) {
              video { id chapters { startMs title } } userErrors { code message path } } }
            """;

    private final String ana = Ids.next("usr");
    private String course;
    private String lesson;
    private String video;

    @BeforeEach
    void aFilmOfAMinute() {
        course = createCourse("Con capítulos");
        lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        video = Fixtures.readyVideo(sql, lesson, 60_000);
        begin(ana, course);
    }

    @Test
    void chaptersStandInTheOrderOfTimeAndSpeakTheReadersLanguage() {
        JsonNode set = set(TEACHER, chapter(30_000, "Uniones", "Joins"), chapter(0, " Inicio\n", "Start"));
        assertThat(codes(set)).isEmpty();
        assertThat(set.at("/video/chapters")
                        .valueStream()
                        .map(each -> each.path("startMs").asInt()))
                .containsExactly(0, 30_000);
        assertThat(texts(seen(ana, "es"), "title")).containsExactly("Inicio", "Uniones");
        assertThat(texts(seen(ana, "en"), "title")).containsExactly("Start", "Joins");
        assertThat(texts(seen(NOBODY, "fr"), "title")).as("in any language").hasSize(2);

        assertThat(codes(set(TEACHER, chapter(5_000, "Otro", "Other")))).isEmpty();
        assertThat(texts(seen(ana, "es"), "title")).as("in the place of all").containsExactly("Otro");
        assertThat(codes(set(TEACHER))).isEmpty();
        assertThat(seen(ana, "es").isEmpty()).isTrue();
    }

    @Test
    void onlyThoseWhoTeachWithAVideoDivideIt() {
        assertThat(codes(set(ana, chapter(0, "Mío", "Mine")))).containsExactly("NOT_FOUND");
        assertThat(codes(set(OTHER_TEACHER, chapter(0, "Mío", "Mine")))).containsExactly("NOT_FOUND");
        sql.update(
                "insert into courses.course_instructor (course_id, user_id, position) values (?, ?, 1)",
                course,
                OTHER_TEACHER);
        assertThat(codes(set(OTHER_TEACHER, chapter(0, "Nuestro", "Ours")))).isEmpty();
    }

    @Test
    void whatIsNoChapterIsRefusedWholeAndSaysWhy() {
        set(TEACHER, chapter(1_000, "Queda", "Stays"));
        assertThat(codes(set(TEACHER, chapter(0, "a", "a"), chapter(0, "b", "b"))))
                .containsExactly("CHAPTERS_COLLIDE");
        assertThat(codes(set(TEACHER, chapter(60_000, "a", "a")))).containsExactly("CHAPTER_OUTSIDE");
        assertThat(codes(set(TEACHER, chapter(-1, "a", "a")))).containsExactly("CHAPTER_OUTSIDE");
        assertThat(codes(set(TEACHER, chapter(0, " \u200b ", "")))).containsExactly("CHAPTER_TITLE_INVALID");
        assertThat(codes(set(TEACHER, chapter(0, "x".repeat(101), "x")))).containsExactly("CHAPTER_TITLE_INVALID");
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(chapter(i, "c" + i, "c" + i));
        }
        assertThat(codes(setAll(TEACHER, many))).containsExactly("TOO_MANY_CHAPTERS");
        assertThat(codes(setAll(TEACHER, many.subList(0, 100)))).isEmpty();
        sql.update("update courses.video set duration_ms = null where id = ?", video);
        assertThat(codes(set(TEACHER, chapter(0, "a", "a")))).containsExactly("VIDEO_NOT_READY");
        assertThat(seen(ana, "es").size()).isEqualTo(100);
    }

    @Test
    void ofTwoWhoWriteAtOnceOnesChaptersStandWhole() {
        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<JsonNode>> asked = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                asked.add(CompletableFuture.supplyAsync(() ->
                        set(TEACHER, chapter(0, name, name), chapter(1_000, name, name), chapter(2_000, name, name))));
            }
            asked.forEach(each -> assertThat(codes(each.join())).isEmpty());
            List<String> titles = texts(seen(ana, "es"), "title");
            assertThat(titles).hasSize(3);
            assertThat(titles.stream().distinct()).hasSize(1);
        }
    }

    private static Map<String, Object> chapter(int startMs, String spanish, String english) {
        return Map.of(
                "startMs",
                startMs,
                "title",
                List.of(Map.of("locale", "es", "text", spanish), Map.of("locale", "en", "text", english)));
    }

    @SafeVarargs
    private JsonNode set(String user, Map<String, Object>... chapters) {
        return setAll(user, List.of(chapters));
    }

    private JsonNode setAll(String user, List<Map<String, Object>> chapters) {
        return as(user, SET, Map.of("v", video, "c", chapters)).path("setChapters");
    }

    private JsonNode seen(String user, String locale) {
        return as(
                        user,
                        "query($id: ID!, $l: Locale) { lesson(id: $id) { content { ... on VideoContent { video { chapters { startMs title(locale: $l) titles { locale text } } } } } } }",
                        Map.of("id", lesson, "l", locale))
                .at("/lesson/content/video/chapters");
    }
}
