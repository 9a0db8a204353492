package io.aula.identity.audit;

import io.aula.platform.id.AuditEventId;
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
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads {@code audit_event}. Who may read what is for the caller to decide. */
@Repository
public class AuditLog {
    private static final OffsetDateTime AFTER_ALL = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final DSLContext sql;

    AuditLog(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @param actor null for whoever did it
     * @param action null for whatever was done
     */
    public record Filter(
            @Nullable UserId actor,
            @Nullable String target,
            @Nullable String action) {}

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    public List<Row<AuditEvent>> page(Filter filter, Slice slice) {
        String actor = filter.actor() == null ? null : filter.actor().text();
        return sql.fetch(
                        """
                        select * from audit_event where (at, id) < (?::timestamptz, ?)
                            and (?::text is null or actor_id = ?) and (?::text is null or target = ?)
                            and (?::text is null or action = ?)
                          order by at desc, id desc limit ?
                        """,
                        before(slice),
                        beforeId(slice),
                        actor,
                        actor,
                        filter.target(),
                        filter.target(),
                        filter.action(),
                        filter.action(),
                        slice.size() + 1)
                .map(AuditLog::row);
    }

    /** What this person did, and what was done to their account; each by its index. */
    public List<Row<AuditEvent>> about(UserId person, Slice slice) {
        return sql.fetch(
                        """
                        select * from (
                          (select * from audit_event where actor_id = ? and (at, id) < (?::timestamptz, ?)
                            order by at desc, id desc limit ?)
                          union
                          (select * from audit_event where target = ? and (at, id) < (?::timestamptz, ?)
                            order by at desc, id desc limit ?)) as own
                        order by at desc, id desc limit ?
                        """,
                        person.text(),
                        before(slice),
                        beforeId(slice),
                        slice.size() + 1,
                        person.text(),
                        before(slice),
                        beforeId(slice),
                        slice.size() + 1,
                        slice.size() + 1)
                .map(AuditLog::row);
    }

    public List<AuditEvent> byIds(Collection<AuditEventId> ids) {
        return sql.fetch("select * from audit_event where id = any(?::text[])", (Object)
                        ids.stream().map(AuditEventId::text).toArray(String[]::new))
                .map(AuditLog::event);
    }

    private static OffsetDateTime before(Slice slice) {
        return slice.from()
                .map(from -> Instant.EPOCH.plus(from.key(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .orElse(AFTER_ALL);
    }

    private static String beforeId(Slice slice) {
        return slice.from().map(Cursor::id).orElse("");
    }

    private static Row<AuditEvent> row(Record row) {
        AuditEvent event = event(row);
        return new Row<>(
                ChronoUnit.MICROS.between(Instant.EPOCH, event.at()), event.id().text(), event);
    }

    private static AuditEvent event(Record row) {
        String actor = row.get("actor_id", String.class);
        return new AuditEvent(
                new AuditEventId(row.get("id", String.class)),
                row.get("at", OffsetDateTime.class).toInstant(),
                actor == null ? null : new UserId(actor),
                row.get("action", String.class),
                row.get("target", String.class),
                row.get("detail", String.class));
    }
}
