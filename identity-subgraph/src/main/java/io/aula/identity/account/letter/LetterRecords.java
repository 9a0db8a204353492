package io.aula.identity.account.letter;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Mails that were written, or wait to be, and what their links open. */
@Repository
class LetterRecords implements PersonalRecords {
    private final DSLContext sql;

    LetterRecords(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("mails", sql.resultQuery("""
                        select row_to_json(x)::text from (select kind, address as "toAnotherAddress", created_at as "wantedAt",
                          done_at as "doneAt" from letter where user_id = ? order by id) x
                        """, person.text()).fetchInto(String.class)));
    }

    /** What tells them of this very erasure goes to their address, names nobody, and is forgotten once it is written. */
    @Override
    public void erase(Account person) {
        String id = person.id().text();
        sql.execute("delete from mail_link where user_id = ?", id);
        sql.execute("delete from email_change where user_id = ?", id);
        sql.execute("delete from letter where user_id = ?", id);
        sql.execute(
                "update letter set words = '{}' where done_at is not null and ? = any (words)", person.displayName());
        sql.execute(
                "delete from letter where lower(address) = lower(?) and not kind = any (?::text[])",
                person.email(),
                LetterKind.farewells());
    }
}
