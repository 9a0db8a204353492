package io.aula.identity.course;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes the table {@code course}. */
@Repository
class Courses {
    private final DSLContext sql;

    Courses(DSLContext sql) {
        this.sql = sql;
    }

    /** What courses tells of one. */
    record Told(
            CourseId id,
            String title,
            @Nullable UserId ownerId,
            Collection<UserId> staff,
            @Nullable Boolean isFree,
            Course.@Nullable Status status,
            long version) {}

    /** The first of their titles. */
    List<String> openOf(UserId owner) {
        return sql.fetch(
                        "select title from course where owner_id = ? and status in ('PUBLISHED', 'UNLISTED') order by title limit 20",
                        owner.text())
                .getValues(0, String.class);
    }

    /**
     * Keeps the newest; whether it is free is taken only while nothing is known of that here. What was told before this
     * service asked for more comes with the same version, and without the rest.
     */
    void keep(Told told) {
        sql.execute(
                """
                insert into course as c (id, title, owner_id, staff, version, is_free, status)
                  values (?, ?, ?, ?::text[], ?, ?::boolean, ?)
                  on conflict (id) do update set
                    title = case when excluded.version >= c.version then excluded.title else c.title end,
                    staff = case when excluded.version >= c.version then excluded.staff else c.staff end,
                    owner_id = case when excluded.version >= c.version or c.owner_id is null
                      then coalesce(excluded.owner_id, c.owner_id) else c.owner_id end,
                    status = case when excluded.version >= c.version or c.status is null
                      then coalesce(excluded.status, c.status) else c.status end,
                    version = greatest(excluded.version, c.version),
                    is_free = coalesce(c.is_free, excluded.is_free)
                """,
                told.id().text(),
                told.title(),
                told.ownerId() == null ? null : told.ownerId().text(),
                told.staff().stream().map(UserId::text).toArray(String[]::new),
                told.version(),
                told.isFree(),
                told.status() == null ? null : told.status().name());
    }

    Map<CourseId, Course> byIds(Collection<CourseId> ids) {
        Map<CourseId, Course> found = new HashMap<>();
        sql.fetch("select * from course where id = any(?::text[])", (Object)
                        ids.stream().map(CourseId::text).toArray(String[]::new))
                .forEach(row -> {
                    Course course = course(row);
                    found.put(course.id(), course);
                });
        return found;
    }

    /** Held until the end of the transaction. */
    Optional<Course> lock(CourseId id) {
        return sql.fetchOptional("select * from course where id = ? for update", id.text())
                .map(Courses::course);
    }

    void setFree(CourseId id, boolean isFree, long offerVersion) {
        sql.execute("update course set is_free = ?, offer_version = ? where id = ?", isFree, offerVersion, id.text());
    }

    private static Course course(Record row) {
        String owner = row.get("owner_id", String.class);
        String status = row.get("status", String.class);
        return new Course(
                new CourseId(row.get("id", String.class)),
                row.get("title", String.class),
                owner == null ? null : new UserId(owner),
                Arrays.stream(row.get("staff", String[].class)).map(UserId::new).collect(Collectors.toSet()),
                row.get("is_free", Boolean.class),
                status == null ? null : Course.Status.valueOf(status),
                row.get("offer_version", Long.class));
    }
}
