package io.aula.identity.account.letter;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of {@code letter}. */
@Repository
class Letters {
    /** Others are of a version to come, and wait for it. */
    private static final String[] KINDS =
            Stream.of(LetterKind.values()).map(LetterKind::name).toArray(String[]::new);

    private final DSLContext sql;

    Letters(DSLContext sql) {
        this.sql = sql;
    }

    void insert(WaitingLetter letter) {
        sql.execute(
                """
                insert into letter (id, kind, user_id, address, locale, words, link, created_at, next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                """,
                letter.id(),
                letter.kind().name(),
                letter.person().map(UserId::text).orElse(null),
                letter.address().map(EmailAddress::value).orElse(null),
                letter.locale().orElse(null),
                letter.words().toArray(String[]::new),
                letter.link().orElse(null),
                at(letter.createdAt()),
                at(letter.createdAt()));
    }

    /** Those that are due, digests last: many come at once, and none is as urgent; nobody else gets them before {@code until}. */
    List<WaitingLetter> claim(Instant now, Instant until, int most) {
        return sql.resultQuery("""
                        update letter set next_at = ?::timestamptz, attempts = attempts + 1
                        where id in (select id from letter where done_at is null and next_at <= ?::timestamptz
                          and kind = any (?) order by kind = 'DIGEST', next_at limit ? for update skip locked)
                        returning id, kind, user_id, address, locale, words, link, attempts, created_at
                        """, at(until), at(now), KINDS, most).fetch(Letters::read);
    }

    /** Written, or not to be written after all. */
    void done(String id, Instant now) {
        sql.execute("update letter set done_at = ?::timestamptz where id = ?", at(now), id);
    }

    void forget(String id) {
        sql.execute("delete from letter where id = ?", id);
    }

    void later(String id, Instant when) {
        sql.execute("update letter set next_at = ?::timestamptz where id = ?", at(when), id);
    }

    /** How many of this kind somebody was to get since, not counting this one and what came after it. */
    int countBefore(WaitingLetter letter, UserId person, Instant since) {
        return sql.resultQuery("""
                        select count(*) from letter
                        where user_id = ? and kind = ? and id < ? and created_at > ?::timestamptz
                        """, person.text(), letter.kind().name(), letter.id(), at(since))
                .fetchSingleInto(Integer.class);
    }

    /** The same of an address, whoever wanted it to get them. */
    int countBefore(WaitingLetter letter, EmailAddress address, Instant since) {
        return sql.resultQuery("""
                        select count(*) from letter
                        where address = ? and kind = ? and id < ? and created_at > ?::timestamptz
                        """, address.value(), letter.kind().name(), letter.id(), at(since))
                .fetchSingleInto(Integer.class);
    }

    int deleteDoneBefore(Instant instant) {
        return sql.execute("delete from letter where done_at < ?::timestamptz", at(instant));
    }

    private static WaitingLetter read(Record row) {
        return new WaitingLetter(
                row.get(0, String.class),
                LetterKind.valueOf(row.get(1, String.class)),
                Optional.ofNullable(row.get(2, String.class)).map(UserId::new),
                Optional.ofNullable(row.get(3, String.class)).map(EmailAddress::new),
                Optional.ofNullable(row.get(4, String.class)),
                List.of(row.get(5, String[].class)),
                Optional.ofNullable(row.get(6, String.class)),
                row.get(7, Integer.class),
                row.get(8, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
