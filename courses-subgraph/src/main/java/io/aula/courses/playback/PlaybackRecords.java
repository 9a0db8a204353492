package io.aula.courses.playback;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** When somebody opened a player, and for what. */
@Repository
class PlaybackRecords implements PersonalRecords {
    private final DSLContext db;

    PlaybackRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("players");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select id, lesson_id as "lessonId", opened_at as "openedAt"
                          from courses.watch_session where user_id = ? and id > ? order by id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("delete from courses.watch_session where user_id = ?", person.text())
                .execute();
    }
}
