package io.aula.identity.entitlement;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes rights. */
@Repository
class Entitlements {
    private static final OffsetDateTime AFTER_ALL = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final DSLContext sql;

    Entitlements(DSLContext sql) {
        this.sql = sql;
    }

    List<Entitlement> byIds(Collection<EntitlementId> ids) {
        return sql.fetch("select * from entitlement where id = any(?::text[])", (Object)
                        ids.stream().map(EntitlementId::text).toArray(String[]::new))
                .map(Entitlements::entitlement);
    }

    /** Held until the end of the transaction. */
    Optional<Entitlement> lock(EntitlementId id) {
        return sql.fetchOptional("select * from entitlement where id = ? for update", id.text())
                .map(Entitlements::entitlement);
    }

    /** Those to any of the courses, and those to all. */
    List<Entitlement> of(UserId user, Collection<CourseId> courses) {
        return sql.fetch(
                        "select * from entitlement where user_id = ? and (course_id is null or course_id = any(?::text[]))",
                        user.text(),
                        courses.stream().map(CourseId::text).toArray(String[]::new))
                .map(Entitlements::entitlement);
    }

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    List<Row<Entitlement>> page(CourseId course, Slice slice) {
        OffsetDateTime before = slice.from()
                .map(from -> at(Instant.EPOCH.plus(from.key(), ChronoUnit.MICROS)))
                .orElse(AFTER_ALL);
        String id = slice.from().map(Cursor::id).orElse("");
        return sql.fetch("""
                        select * from entitlement where course_id = ?
                            and (created_at, id) < (?::timestamptz, ?)
                          order by created_at desc, id desc limit ?
                        """, course.text(), before, id, slice.size() + 1).map(row -> {
            Entitlement found = entitlement(row);
            return new Row<>(
                    ChronoUnit.MICROS.between(Instant.EPOCH, found.createdAt()),
                    found.id().text(),
                    found);
        });
    }

    /**
     * One row for each source: a grant that is given again is the same one, which goes on or begins anew.
     *
     * @return as it stands now
     */
    Entitlement grant(Entitlement wanted) {
        return entitlement(Objects.requireNonNull(sql.fetchOne(
                """
                insert into entitlement as e (id, user_id, course_id, source, source_id, state, starts_at, ends_at, reason, created_at, updated_at)
                  values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::timestamptz, ?::timestamptz)
                  on conflict (source, source_id, user_id, coalesce(course_id, '*')) do update set
                    state = excluded.state,
                    starts_at = case when e.state in ('ACTIVE', 'GRACE') and (e.ends_at is null or e.ends_at > excluded.starts_at)
                      then e.starts_at else excluded.starts_at end,
                    ends_at = excluded.ends_at,
                    reason = excluded.reason,
                    version = e.version + 1,
                    updated_at = excluded.updated_at
                  returning *
                """,
                wanted.id().text(),
                wanted.userId().text(),
                wanted.courseId() == null ? null : wanted.courseId().text(),
                wanted.source().name(),
                wanted.sourceId(),
                wanted.state().name(),
                at(wanted.startsAt()),
                wanted.endsAt() == null ? null : at(wanted.endsAt()),
                wanted.reason(),
                at(wanted.createdAt()),
                at(wanted.createdAt()))));
    }

    /** As money has it: one row for each source. @return empty when it stood so already */
    Optional<Entitlement> stand(Entitlement wanted) {
        return sql.fetchOptional(
                        """
                        insert into entitlement as e (id, user_id, course_id, source, source_id, state, starts_at, ends_at, created_at, updated_at)
                          values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz)
                          on conflict (source, source_id, user_id, coalesce(course_id, '*')) do update set
                            state = excluded.state, ends_at = excluded.ends_at, version = e.version + 1, updated_at = excluded.updated_at
                            where (e.state, e.ends_at) is distinct from (excluded.state, excluded.ends_at)
                          returning *
                        """,
                        wanted.id().text(),
                        wanted.userId().text(),
                        wanted.courseId() == null ? null : wanted.courseId().text(),
                        wanted.source().name(),
                        wanted.sourceId(),
                        wanted.state().name(),
                        at(wanted.startsAt()),
                        wanted.endsAt() == null ? null : at(wanted.endsAt()),
                        at(wanted.createdAt()),
                        at(wanted.createdAt()))
                .map(Entitlements::entitlement);
    }

    Entitlement revoke(EntitlementId id, String reason, Instant now) {
        return entitlement(Objects.requireNonNull(sql.fetchOne(
                "update entitlement set state = 'REVOKED', reason = ?, version = version + 1, updated_at = ?::timestamptz where id = ? returning *",
                reason,
                at(now),
                id.text())));
    }

    /** Those whose time is over, noted as such. */
    List<Entitlement> expire(Instant now, int most) {
        return sql.fetch("""
                        update entitlement set state = 'EXPIRED', version = version + 1, updated_at = ?::timestamptz
                          where id in (select id from entitlement where state in ('ACTIVE', 'GRACE') and ends_at <= ?::timestamptz
                            order by ends_at limit ? for update skip locked)
                          returning *
                        """, at(now), at(now), most).map(Entitlements::entitlement);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Entitlement entitlement(Record row) {
        String course = row.get("course_id", String.class);
        return new Entitlement(
                new EntitlementId(row.get("id", String.class)),
                new UserId(row.get("user_id", String.class)),
                course == null ? null : new CourseId(course),
                Entitlement.Source.valueOf(row.get("source", String.class)),
                row.get("source_id", String.class),
                Entitlement.State.valueOf(row.get("state", String.class)),
                row.get("starts_at", OffsetDateTime.class).toInstant(),
                moment(row, "ends_at"),
                row.get("reason", String.class),
                row.get("version", Long.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant moment(Record row, String column) {
        OffsetDateTime found = row.get(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
