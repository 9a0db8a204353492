package io.aula.courses;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database as the version before the seventh migration left it, with people in the middle of things. */
final class OldDatabase {
    static final String COURSE = "crs_01OLDCOURSE00000000000001";
    static final String WATCHED = "les_01OLDLESSON00000000000001";
    static final String REPLACED = "les_01OLDLESSON00000000000002";
    static final String ARTICLE = "les_01OLDLESSON00000000000003";
    static final String VIDEO = "vid_01OLDVIDEO000000000000001";
    static final String VIDEO_BEFORE = "vid_01OLDVIDEO000000000000002";
    static final String VIDEO_AFTER = "vid_01OLDVIDEO000000000000003";
    static final String LEARNER = "usr_01TESTLEARNEROLD000000001";
    static final String FINISHER = "usr_01TESTLEARNEROLD000000002";
    static final String LEAVER = "usr_01TESTLEARNEROLD000000003";
    static final String ENROLLMENT = "enr_01OLDENROLLMENT0000000001";
    static final String FINISHED = "enr_01OLDENROLLMENT0000000002";
    static final String LEFT = "enr_01OLDENROLLMENT0000000003";
    static final String THROUGH = "usr_01TESTLEARNEROLD000000004";
    static final String ALL_DONE = "enr_01OLDENROLLMENT0000000004";
    static final String SHORT_COURSE = "crs_01OLDCOURSE00000000000002";
    private static final String ONLY_LESSON = "les_01OLDLESSON00000000000004";

    private static final String ROWS = """
            insert into courses.course (id, slug, owner_id, status, original_locale, title, published_at)
              values ('%1$s', 'de-antes', 'usr_01TESTTEACHER000000000000A', 'UNLISTED', 'es', '{"es": "De antes"}', now());
            insert into courses.course_instructor (course_id, user_id) values ('%1$s', 'usr_01TESTTEACHER000000000000A');
            insert into courses.module (id, course_id, title, rank) values ('mod_01OLDMODULE00000000000001', '%1$s', '{"es": "Uno"}', 'V');
            insert into courses.video (id, owner_id, status, name, source_bytes, duration_ms, media_rev) values
              ('%2$s', 'usr_01TESTTEACHER000000000000A', 'READY', 'a.mp4', 1000, 60000, 1),
              ('%3$s', 'usr_01TESTTEACHER000000000000A', 'READY', 'b.mp4', 1000, 40000, 1),
              ('%4$s', 'usr_01TESTTEACHER000000000000A', 'READY', 'c.mp4', 1000, 50000, 1);
            insert into courses.lesson (id, course_id, module_id, kind, title, rank, video_id, article, duration_ms) values
              ('%5$s', '%1$s', 'mod_01OLDMODULE00000000000001', 'VIDEO', '{"es": "Ver"}', 'A', '%2$s', null, 60000),
              ('%6$s', '%1$s', 'mod_01OLDMODULE00000000000001', 'VIDEO', '{"es": "Cambiada"}', 'B', '%4$s', null, 50000),
              ('%7$s', '%1$s', 'mod_01OLDMODULE00000000000001', 'ARTICLE', '{"es": "Leer"}', 'C', null, '{"es": "<p>Hola a <b>todos</b></p>", "en": "<p>Hi</p>"}', 0);
            insert into courses.enrollment (id, user_id, course_id, status, progress, completed_at, version) values
              ('%11$s', '%8$s', '%1$s', 'ACTIVE', 0.2, null, 4),
              ('%12$s', '%9$s', '%1$s', 'ACTIVE', 0.9, '2026-10-01T00:00:00Z', 7),
              ('%13$s', '%10$s', '%1$s', 'WITHDRAWN', 0, null, 2);
            insert into courses.watch_session (id, user_id, lesson_id, video_id, duration_ms, opened_at, credited_at, expires_at) values
              ('ses_01OLDSESSION0000000000001', '%8$s', '%5$s', '%2$s', 60000, now() - interval '1 day', now(), now()),
              ('ses_01OLDSESSION0000000000002', '%8$s', '%6$s', '%3$s', 40000, now() - interval '2 days', now(), now());
            insert into courses.lesson_progress (user_id, lesson_id, course_id, position_ms, watched, watched_ms, duration_ms, updated_at) values
              ('%8$s', '%5$s', '%1$s', 30000, '{[0,30000)}', 30000, 60000, now()),
              ('%8$s', '%6$s', '%1$s', 35000, '{[0,35000)}', 35000, 40000, now() - interval '1 day');

            insert into courses.course (id, slug, owner_id, status, original_locale, title, published_at)
              values ('%14$s', 'de-antes-y-corto', 'usr_01TESTTEACHER000000000000A', 'UNLISTED', 'es', '{"es": "Corto"}', now());
            insert into courses.module (id, course_id, title, rank) values ('mod_01OLDMODULE00000000000002', '%14$s', '{"es": "Uno"}', 'V');
            insert into courses.lesson (id, course_id, module_id, kind, title, rank, video_id, duration_ms)
              values ('%15$s', '%14$s', 'mod_01OLDMODULE00000000000002', 'VIDEO', '{"es": "Ver"}', 'A', '%2$s', 60000);
            update courses.course set is_free = false where id = '%14$s';
            insert into courses.enrollment (id, user_id, course_id, status, progress, completed_lessons, version)
              values ('%17$s', '%16$s', '%14$s', 'ACTIVE', 0.4, 1, 4);
            insert into courses.lesson_progress (user_id, lesson_id, course_id, watched, watched_ms, duration_ms, completed_at)
              values ('%16$s', '%15$s', '%14$s', '{[0,57000)}', 57000, 60000, '2026-09-01T10:00:00Z');
            """;

    private OldDatabase() {}

    static void makeOnce(String url) {
        var source = new DriverManagerDataSource(url, "postgres", "postgres");
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .schemas("courses")
                .locations("classpath:db/migration", "classpath:db/series-native")
                .target("6")
                .load();
        if (flyway.info().applied().length > 0) {
            return;
        }
        flyway.migrate();
        new JdbcTemplate(source)
                .execute(ROWS.formatted(
                        COURSE,
                        VIDEO,
                        VIDEO_BEFORE,
                        VIDEO_AFTER,
                        WATCHED,
                        REPLACED,
                        ARTICLE,
                        LEARNER,
                        FINISHER,
                        LEAVER,
                        ENROLLMENT,
                        FINISHED,
                        LEFT,
                        SHORT_COURSE,
                        ONLY_LESSON,
                        THROUGH,
                        ALL_DONE));
    }
}
