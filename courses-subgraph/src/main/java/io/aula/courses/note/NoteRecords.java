package io.aula.courses.note;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What somebody wrote for themselves. */
@Repository
class NoteRecords implements PersonalRecords {
    private final DSLContext db;

    NoteRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("lesson-notes");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select n.id, n.course_id as "courseId", n.lesson_id as "lessonId",
                          n.position_ms as "positionMs", n.body as "bodyMarkdown", n.created_at as "createdAt", n.updated_at as "updatedAt",
                          n.deleted_at as "deletedAt"
                          from courses.lesson_note n where n.user_id = ? and n.id > ? order by n.id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("delete from courses.lesson_note where user_id = ?", person.text())
                .execute();
    }
}
