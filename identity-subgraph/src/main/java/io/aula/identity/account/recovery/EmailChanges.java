package io.aula.identity.account.recovery;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code email_change}. */
@Repository
class EmailChanges {
    private final DSLContext sql;

    EmailChanges(DSLContext sql) {
        this.sql = sql;
    }

    void put(UserId person, EmailAddress address, Instant now) {
        sql.execute("""
                insert into email_change (user_id, address, asked_at) values (?, ?, ?::timestamptz)
                on conflict (user_id) do update set address = excluded.address, asked_at = excluded.asked_at
                """, person.text(), address.value(), now.atOffset(ZoneOffset.UTC));
    }

    /** Asked for after {@code since}: an older one has no link any more that could confirm it. */
    Optional<EmailAddress> find(UserId person, Instant since) {
        return sql.resultQuery(
                        "select address from email_change where user_id = ? and asked_at > ?::timestamptz",
                        person.text(),
                        since.atOffset(ZoneOffset.UTC))
                .fetchOptionalInto(String.class)
                .map(EmailAddress::new);
    }

    boolean delete(UserId person) {
        return sql.execute("delete from email_change where user_id = ?", person.text()) == 1;
    }
}
