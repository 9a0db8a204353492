package io.aula.courses.captions;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Who works on a track, or approved it: that it was approved stays, by whom does not. */
@Repository
class EditorRecords implements PersonalRecords {
    private static final String NOBODY = "-";

    private final DSLContext db;

    EditorRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("captions-approved");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select id, video_id as "videoId", locale, approved_at as "approvedAt"
                          from courses.caption_track where approved_by = ? and id > ? order by id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("update courses.caption_track set sitting_by = null where sitting_by = ?", person.text())
                .execute();
        db.query("update courses.caption_track set approved_by = ? where approved_by = ?", NOBODY, person.text())
                .execute();
    }
}
