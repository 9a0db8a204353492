package io.aula.courses.upload;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Files on their way. What is under way is given up by the sweeper, as if its time were over. */
@Repository
class UploadRecords implements PersonalRecords {
    private static final String OPEN = " owner_id = ? and status in ('CREATED', 'RECEIVING')";

    private final DSLContext db;

    UploadRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of("uploads");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select id, video_id as "videoId", image_id as "imageId", status, bytes,
                          received_bytes as "receivedBytes", created_at as "createdAt"
                          from courses.upload where owner_id = ? and id > ? order by id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    @Override
    public void erase(UserId person) {
        db.query("update courses.upload set expires_at = 'epoch' where" + OPEN, person.text())
                .execute();
    }

    @Override
    public boolean isGone(UserId person) {
        return db.fetchOptional("select 1 from courses.upload where" + OPEN + " limit 1", person.text())
                .isEmpty();
    }
}
