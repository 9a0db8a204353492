package io.aula.courses.video;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Videos that somebody sent. Those that lessons of others' courses, or of courses that have learners, show stay with these. */
@Repository
@Order(VideoRecords.AFTER_THE_LESSONS)
class VideoRecords implements PersonalRecords {
    /** Which videos are used is known once the lessons that go are gone. */
    static final int AFTER_THE_LESSONS = 100;

    private final DSLContext db;
    private final DeletedVideos deleted;
    private final VideoDeletion deletion;

    VideoRecords(DSLContext db, DeletedVideos deleted, VideoDeletion deletion) {
        this.db = db;
        this.deleted = deleted;
        this.deletion = deletion;
    }

    @Override
    public List<String> files() {
        return List.of("videos");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select id, name, status, source_bytes as "bytes", duration_ms as "durationMs",
                          uploaded_at as "uploadedAt", deleted_at as "deletedAt"
                          from courses.video where owner_id = ? and id > ? order by id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        deletion.deleteForGood(deleted.unusedOf(person));
    }

    /** The files go before the rows. */
    @Override
    public boolean isGone(UserId person) {
        return deleted.unusedOf(person).isEmpty();
    }
}
