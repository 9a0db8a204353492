package io.aula.identity.audit;

import io.aula.platform.id.AuditEventId;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Appends to {@code audit_event}, in the caller's transaction. */
@Repository
public class AuditTrail {
    private final DSLContext sql;
    private final Clock clock;

    AuditTrail(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void record(@Nullable UserId actor, String action, String target) {
        insert(actor, action, target, null);
    }

    public void record(@Nullable UserId actor, String action, String target, String detail) {
        insert(actor, action, target, detail);
    }

    private void insert(@Nullable UserId actor, String action, String target, @Nullable String detail) {
        sql.execute(
                "insert into audit_event (id, at, actor_id, action, target, detail) values (?, ?::timestamptz, ?, ?, ?, ?)",
                AuditEventId.next().text(),
                clock.instant().atOffset(ZoneOffset.UTC),
                actor == null ? null : actor.text(),
                action,
                target,
                detail);
    }
}
