package io.aula.courses.progress;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What somebody has watched, and how they got on day by day. */
@Repository
class ProgressRecords implements PersonalRecords {
    private final DSLContext db;

    ProgressRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("lessons", "days");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        String statement = file.equals("lessons") ? """
                select lesson_id, row_to_json(x)::text from (select p.lesson_id, p.lesson_id as "lessonId", p.course_id as "courseId",
                  p.watched::text as "watchedMs", p.position_ms as "positionMs", p.completed_at as "completedAt",
                  p.read_at as "readAt", p.device_label as "device", p.updated_at as "updatedAt"
                  from courses.lesson_progress p where p.user_id = ? and p.lesson_id > ? order by p.lesson_id limit ?) x
                """ : """
                select key, row_to_json(x)::text from (select day::text || course_id as key, day, course_id as "courseId",
                  watched_ms as "watchedMs", completed_lessons as "completedLessons"
                  from ts.user_daily where user_id = ? and day::text || course_id > ? order by 1 limit ?) x
                """;
        return db.fetch(statement, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("delete from courses.lesson_progress where user_id = ?", person.text())
                .execute();
        db.query("delete from courses.settlement where user_id = ?", person.text())
                .execute();
        db.query("delete from ts.progress_point where user_id = ?", person.text())
                .execute();
    }
}
