package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database of the last release, with rows in it, is opened by this one. */
class OldOutlineTest {
    private static final String LAST_RELEASE = "6";
    private static final Promises PROMISES = new Promises();
    private static JdbcTemplate sql;

    @BeforeAll
    static void openAnOldDatabase() {
        var database =
                new DriverManagerDataSource(TestPostgres.database("courses_outline_of_before"), "postgres", "postgres");
        sql = new JdbcTemplate(database);
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(database)
                .schemas("courses")
                .defaultSchema("courses")
                .locations("classpath:db/migration", "classpath:db/series-native");
        flyway.target(LAST_RELEASE).load().migrate();
        fill();
        flyway.target("latest").load().migrate();
    }

    private static void fill() {
        sql.execute("""
                insert into courses.course (id, slug, owner_id, status, original_locale, title, revision) values
                  ('crs_01OLD00000000000000000000A', 'uno', 'usr_01OLD00000000000000000000A', 'PUBLISHED', 'es', '{"es": "Uno"}', 4),
                  ('crs_01OLD00000000000000000000B', 'dos', 'usr_01OLD00000000000000000000A', 'UNLISTED', 'es', '{"en": "Two"}', 2),
                  ('crs_01OLD00000000000000000000C', 'tres', 'usr_01OLD00000000000000000000B', 'DRAFT', 'en', '{"en": "«Three» \\"3\\""}', 1);
                insert into courses.course_instructor values
                  ('crs_01OLD00000000000000000000A', 'usr_01OLD00000000000000000000A', 0),
                  ('crs_01OLD00000000000000000000A', 'usr_01OLD00000000000000000000B', 1);
                insert into courses.module (id, course_id, title, rank, deleted_at) values
                  ('mod_01OLD00000000000000000000A', 'crs_01OLD00000000000000000000A', '{"es": "M"}', 'V', null),
                  ('mod_01OLD00000000000000000000B', 'crs_01OLD00000000000000000000A', '{"es": "N"}', 'V', '2026-11-20T10:00:00Z');
                insert into courses.lesson (id, course_id, module_id, kind, title, rank, is_free_preview, release_at, revision, deleted_at) values
                  ('les_01OLD00000000000000000000A', 'crs_01OLD00000000000000000000A', 'mod_01OLD00000000000000000000A', 'ARTICLE', '{"es": "L"}', 'V', true, '2031-05-06T07:08:09.5Z', 3, null),
                  ('les_01OLD00000000000000000000B', 'crs_01OLD00000000000000000000A', 'mod_01OLD00000000000000000000B', 'VIDEO', '{"es": "L"}', 'V', false, null, 1, '2026-11-20T10:00:00.1Z'),
                  ('les_01OLD00000000000000000000C', 'crs_01OLD00000000000000000000A', 'mod_01OLD00000000000000000000B', 'VIDEO', '{"es": "L"}', 'W', false, null, 1, '2026-11-19T10:00:00Z');
                """);
    }

    @Test
    void todaysLessonsArePublishedAndNewOnesAreDrafts() {
        assertThat(sql.queryForList("select distinct status from courses.lesson", String.class))
                .containsExactly("PUBLISHED");
        assertThat(sql.queryForObject(
                        "select column_default from information_schema.columns where table_schema = 'courses' and table_name = 'lesson' and column_name = 'status'",
                        String.class))
                .startsWith("'DRAFT'");
    }

    @Test
    void whatWentWithItsModuleIsKnown() {
        assertThat(sql.queryForList("select id from courses.lesson where deleted_with is not null", String.class))
                .containsExactly("les_01OLD00000000000000000000B");
    }

    @Test
    void everyCourseAndLessonIsToldAsPromised() {
        List<Map<String, Object>> rows = sql.queryForList(
                "select topic, subject, version, payload::text message from courses.outbox where topic in ('course.updated', 'lesson.changed') order by seq");
        assertThat(rows)
                .as("three lessons, and three courses that are told again with their owner and whether they are free")
                .hasSize(9);
        for (Map<String, Object> row : rows) {
            String message = String.valueOf(row.get("message"));
            assertThat(PROMISES.broken(String.valueOf(row.get("topic")), message))
                    .as(message)
                    .isEmpty();
            JsonNode event = JsonMapper.shared().readTree(message);
            assertThat(event.path("subject").asString()).isEqualTo(row.get("subject"));
            assertThat(event.path("version").asLong()).isEqualTo(row.get("version"));
        }
        JsonNode unlisted = told("crs_01OLD00000000000000000000B");
        assertThat(unlisted.path("status").asString()).isEqualTo("UNLISTED");
        assertThat(unlisted.path("title").asString()).isEqualTo("Two");
        assertThat(unlisted.at("/instructorIds/0").asString()).isEqualTo("usr_01OLD00000000000000000000A");
        assertThat(told("crs_01OLD00000000000000000000A").path("instructorIds").size())
                .isEqualTo(2);
        assertThat(told("les_01OLD00000000000000000000A").path("releaseAt").asString())
                .startsWith("2031-05-06T07:08:09.5");
        assertThat(told("les_01OLD00000000000000000000B").path("deleted").asBoolean())
                .isTrue();
    }

    private static JsonNode told(String subject) {
        String message = sql.queryForObject(
                "select payload::text from courses.outbox where subject = ? order by seq desc limit 1",
                String.class,
                subject);
        return JsonMapper.shared().readTree(message).path("data");
    }
}
