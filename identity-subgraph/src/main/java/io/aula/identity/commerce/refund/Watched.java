package io.aula.identity.commerce.refund;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** How much of a course somebody has watched, as courses tells it in steps of 5 %. */
@Repository
class Watched {
    private final DSLContext sql;

    Watched(DSLContext sql) {
        this.sql = sql;
    }

    record Key(UserId user, CourseId course) {}

    /** Keeps the newest; of who is gone, nothing. Whoever is being erased is waited for, and who erases them waits for us. */
    void keep(Key key, double share, long version) {
        sql.execute("""
                with person as (select state from app_user where id = ? for share)
                insert into watched as w (user_id, course_id, share, version)
                  select ?, ?, ?, ? where not exists (select from person where state = 'DELETED')
                  on conflict (user_id, course_id) do update set share = excluded.share, version = excluded.version
                  where excluded.version > w.version
                """, key.user().text(), key.user().text(), key.course().text(), share, version);
    }

    /** What was never told of is missing: nothing was watched. */
    Map<Key, Double> of(Collection<Key> keys) {
        Map<Key, Double> found = new HashMap<>();
        sql.fetch(
                        "select user_id, course_id, share from watched where (user_id, course_id) in"
                                + " (select * from unnest(?::text[], ?::text[]))",
                        keys.stream().map(key -> key.user().text()).toArray(String[]::new),
                        keys.stream().map(key -> key.course().text()).toArray(String[]::new))
                .forEach(row -> found.put(
                        new Key(
                                new UserId(row.get("user_id", String.class)),
                                new CourseId(row.get("course_id", String.class))),
                        row.get("share", Double.class)));
        return found;
    }
}
