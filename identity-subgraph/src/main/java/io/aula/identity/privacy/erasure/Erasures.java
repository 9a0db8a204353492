package io.aula.identity.privacy.erasure;

import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code erasure} and {@code erasure_confirmation}; of who is erased they are all that stays beside the books. */
@Repository
class Erasures {
    private static final OffsetDateTime AFTER_ALL = OffsetDateTime.parse("9999-01-01T00:00:00Z");
    private static final String SELECT = """
            select e.*, array(select store from erasure_confirmation c where c.user_id = e.user_id) as confirmed from erasure e
            """;

    private final DSLContext sql;

    Erasures(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Erasure> of(UserId person) {
        return sql.fetchOptional(SELECT + " where e.user_id = ?", person.text()).map(Erasures::erasure);
    }

    /** Held until the end of the transaction. */
    Optional<Erasure> lock(UserId person) {
        return sql.fetchOptional(SELECT + " where e.user_id = ? for update of e", person.text())
                .map(Erasures::erasure);
    }

    void insert(Erasure erasure) {
        sql.execute(
                """
                insert into erasure (user_id, address, locale, asked_at, erase_after, next_at)
                values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz)
                """,
                erasure.person().text(),
                erasure.address(),
                erasure.locale(),
                at(erasure.askedAt()),
                at(erasure.eraseAfter()),
                at(erasure.eraseAfter()));
    }

    /** Those whose turn it is; nobody else gets them before {@code until}. @return with how often that was the case */
    List<Due> claim(Instant now, Instant until, int most) {
        return sql.fetch("""
                        update erasure set next_at = ?::timestamptz, attempts = attempts + 1
                        where user_id in (select user_id from erasure where done_at is null and next_at <= ?::timestamptz
                          order by next_at limit ? for update skip locked)
                        returning user_id, attempts
                        """, at(until), at(now), most)
                .map(row -> new Due(new UserId(row.get("user_id", String.class)), row.get("attempts", Integer.class)));
    }

    record Due(UserId person, int attempts) {}

    void later(UserId person, Instant when) {
        sql.execute("update erasure set next_at = ?::timestamptz where user_id = ?", at(when), person.text());
    }

    /** From here on the others are waited for, which begins anew. */
    void erased(UserId person, Instant now, Instant next) {
        sql.execute(
                "update erasure set erased_at = ?::timestamptz, next_at = ?::timestamptz, attempts = 0 where user_id = ?",
                at(now),
                at(next),
                person.text());
    }

    void confirm(UserId person, Erasure.Store store, Instant now) {
        sql.execute("""
                insert into erasure_confirmation (user_id, store, at) values (?, ?, ?::timestamptz) on conflict do nothing
                """, person.text(), store.name(), at(now));
    }

    /** And the address is forgotten. */
    void done(UserId person, Instant now) {
        sql.execute(
                "update erasure set done_at = ?::timestamptz, address = null where user_id = ?",
                at(now),
                person.text());
    }

    /** What they asked for once, with keys; the keys are words of theirs. */
    void forgetKeys(UserId person) {
        sql.execute("delete from idempotency where actor = ?", person.text());
    }

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    List<Row<Erasure>> page(Slice slice) {
        OffsetDateTime before = slice.from()
                .map(from -> at(Instant.EPOCH.plus(from.key(), ChronoUnit.MICROS)))
                .orElse(AFTER_ALL);
        return sql.fetch(SELECT + """
                         where (e.asked_at, e.user_id) < (?::timestamptz, ?) order by e.asked_at desc, e.user_id desc limit ?
                        """, before, slice.from().map(Cursor::id).orElse(""), slice.size() + 1)
                .map(row -> {
                    Erasure found = erasure(row);
                    return new Row<>(
                            ChronoUnit.MICROS.between(Instant.EPOCH, found.askedAt()),
                            found.person().text(),
                            found);
                });
    }

    private static Erasure erasure(Record row) {
        return new Erasure(
                new UserId(row.get("user_id", String.class)),
                row.get("address", String.class),
                row.get("locale", String.class),
                row.get("asked_at", OffsetDateTime.class).toInstant(),
                row.get("erase_after", OffsetDateTime.class).toInstant(),
                moment(row, "erased_at"),
                moment(row, "done_at"),
                Arrays.stream(row.get("confirmed", String[].class))
                        .map(Erasure.Store::valueOf)
                        .collect(Collectors.toSet()));
    }

    private static @Nullable Instant moment(Record row, String column) {
        @Nullable OffsetDateTime found = row.get(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
