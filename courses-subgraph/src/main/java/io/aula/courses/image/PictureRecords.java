package io.aula.courses.image;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Pictures that somebody sent. Covers and posters stay with the course that shows them; the photo goes, and what nothing shows. */
@Repository
class PictureRecords implements PersonalRecords {
    private static final String UNSHOWN = """
             owner_id = ? and not exists (select 1 from courses.image_use u
               where (u.shown_id = i.id or u.next_id = i.id) and u.purpose <> 'AVATAR')
            """;

    private final DSLContext db;
    private final Images images;

    PictureRecords(DSLContext db, Images images) {
        this.db = db;
        this.images = images;
    }

    @Override
    public List<String> files() {
        return List.of("pictures");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select id, purpose, state, width, height, created_at as "createdAt"
                          from courses.image where owner_id = ? and id > ? order by id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    /** What identity told of their photo before, and comes late, is older than this; the sweeper takes the files. */
    @Override
    public void erase(UserId person) {
        images.use(ImagePurpose.AVATAR, person.text(), new Images.Using(null, null, true, Long.MAX_VALUE));
        db.query("update courses.image i set left_at = 'epoch' where" + UNSHOWN, person.text())
                .execute();
    }

    @Override
    public boolean isGone(UserId person) {
        return db.fetchOptional("select 1 from courses.image i where" + UNSHOWN + " limit 1", person.text())
                .isEmpty();
    }
}
