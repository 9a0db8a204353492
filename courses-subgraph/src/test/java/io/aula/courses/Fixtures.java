package io.aula.courses;

import io.aula.platform.id.Ids;
import org.springframework.jdbc.core.JdbcTemplate;

/** States that take a transcoder to reach, written straight into the store; {@link VideoRoadTest} walks there. */
public final class Fixtures {
    private Fixtures() {}

    /** Gives the lesson a video that can be played. */
    static String readyVideo(JdbcTemplate sql, String lesson, int durationMs) {
        String video = Ids.next("vid");
        sql.update(
                "insert into courses.video (id, owner_id, status, name, duration_ms, media_rev, poster, sprite) values (?, ?, 'READY', 'x.mp4', ?, 1, '{\"width\": 640, \"height\": 360}', '{\"path\": \"sprite.jpg\"}')",
                video,
                CoursesTestServer.TEACHER,
                durationMs);
        show(sql, lesson, video, durationMs);
        return video;
    }

    /** The lesson shows this video. */
    public static void show(JdbcTemplate sql, String lesson, String video, int durationMs) {
        sql.update("update courses.lesson set video_id = ?, duration_ms = ? where id = ?", video, durationMs, lesson);
    }
}
