package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The profile. Its row stays, empty: orders and the audit log name it. */
@Repository
class AccountRecords implements PersonalRecords {
    private final DSLContext sql;
    private final ReleasedHandles releasedHandles;
    private final Clock clock;

    AccountRecords(DSLContext sql, ReleasedHandles releasedHandles, Clock clock) {
        this.sql = sql;
        this.releasedHandles = releasedHandles;
        this.clock = clock;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("account", sql.resultQuery("""
                        select row_to_json(x)::text from (select id, handle, display_name as "displayName", email,
                          email_verified_at as "emailConfirmedAt", locale, headline, bio, links, roles, photo, state,
                          created_at as "joinedAt",
                          array(select handle from released_handle r where r.user_id = app_user.id) as "earlierUserNames" from app_user where id = ?) x
                        """, person.text()).fetchInto(String.class)));
    }

    /** With the next version: whatever was told of them before is older, and needs not be told any more. */
    @Override
    public void erase(Account person) {
        sql.execute(
                "delete from outbox where subject = ? and topic in ('user.registered', 'user.updated')",
                person.id().text());
        sql.execute("delete from ready_photo where owner_id = ?", person.id().text());
        releasedHandles.erase(person.id());
        sql.execute("""
                update app_user set state = 'DELETED', handle = '~' || id, display_name = '-', email = '', email_verified_at = null,
                  headline = null, bio = '{}', links = '[]', photo = null, photo_wanted = null, photo_wanted_at = null, roles = '{LEARNER}',
                  token_epoch = token_epoch + 1, version = version + 1, deleted_at = ?::timestamptz
                where id = ? and state <> 'DELETED'
                """, clock.instant().atOffset(ZoneOffset.UTC), person.id().text());
    }
}
