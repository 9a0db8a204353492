package io.aula.courses.saved;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What somebody keeps for later. */
@Repository
class SavedRecords implements PersonalRecords {
    private final DSLContext db;

    SavedRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("saved-courses");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select s.course_id as id, s.course_id as "courseId",
                          c.title ->> c.original_locale as "course", s.at as "savedAt"
                          from courses.saved_course s join courses.course c on c.id = s.course_id
                          where s.user_id = ? and s.course_id > ? order by s.course_id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("delete from courses.saved_course where user_id = ?", person.text())
                .execute();
    }
}
