package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Handles that people gave up: for thirty days only whoever had one may take it, so that nobody answers under another's name at once.
 * It leads nowhere meanwhile. Those of people who were erased are kept as digests, and nobody may take them.
 */
@Repository
class ReleasedHandles {
    private static final Duration HELD = Duration.ofDays(30);
    /** Of one person; without a bound somebody who changes theirs again and again would keep many from others. */
    private static final int MOST = 3;

    private final DSLContext sql;
    private final Clock clock;

    ReleasedHandles(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(String handle, UserId before) {
        sql.execute("""
                insert into released_handle (handle, user_id, released_at) values (?, ?, ?::timestamptz)
                on conflict (handle) do update set user_id = excluded.user_id, released_at = excluded.released_at
                """, handle, before.text(), at(Duration.ZERO));
        sql.execute("""
                delete from released_handle where user_id = ? and handle not in (
                  select handle from released_handle where user_id = ? order by released_at desc, handle limit ?)
                """, before.text(), before.text(), MOST);
    }

    /** All that somebody has, and had, is nobody's; before their row is emptied. */
    void erase(UserId person) {
        sql.execute("""
                insert into erased_handle as e (digest, released_at)
                  select sha256(convert_to(handle, 'UTF8')), max(at) from (
                    select handle, ?::timestamptz at from app_user where id = ? and state <> 'DELETED'
                    union all select handle, released_at from released_handle where user_id = ?) had group by handle
                on conflict (digest) do update set released_at = greatest(e.released_at, excluded.released_at)
                """, at(Duration.ZERO), person.text(), person.text());
        sql.execute("delete from released_handle where user_id = ?", person.text());
    }

    /** It is in use again. */
    void remove(String handle) {
        sql.execute("delete from released_handle where handle = ?", handle);
    }

    /** Whether it is kept for somebody. */
    boolean isHeld(String handle) {
        return isHeld(handle, "");
    }

    /** Whether it is kept for somebody else. */
    boolean isHeld(String handle, UserId wants) {
        return isHeld(handle, wants.text());
    }

    private boolean isHeld(String handle, String wants) {
        return sql.resultQuery("""
                        select exists (select 1 from released_handle
                          where handle = ? and user_id <> ? and released_at > ?::timestamptz)
                        or exists (select 1 from erased_handle
                          where digest = sha256(convert_to(?, 'UTF8')) and released_at > ?::timestamptz)
                        """, handle, wants, at(HELD), handle, at(HELD)).fetchSingleInto(Boolean.class);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT21M")
    void forgetOld() {
        sql.execute("delete from released_handle where released_at <= ?::timestamptz", at(HELD));
        sql.execute("delete from erased_handle where released_at <= ?::timestamptz", at(HELD));
    }

    private OffsetDateTime at(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
    }
}
