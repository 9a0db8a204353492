package io.aula.identity.privacy.export;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code data_export}, files included: they are gone with their row, and with whatever restores this database. */
@Repository
class DataExports implements PersonalRecords {
    private static final String SELECT =
            "select user_id, id, asked_at, failed_at, ready_at, expires_at, octet_length(archive)::bigint as bytes from data_export";

    private final DSLContext sql;

    DataExports(DSLContext sql) {
        this.sql = sql;
    }

    Optional<DataExport> of(UserId person) {
        return sql.fetchOptional(SELECT + " where user_id = ?", person.text()).map(DataExports::export);
    }

    /** In the place of the one before, unless that was asked for at or after {@code notSince} and has not failed. */
    boolean begin(DataExport export, Instant notSince) {
        return sql.execute(
                        """
                        insert into data_export as e (user_id, id, asked_at, next_at) values (?, ?, ?::timestamptz, ?::timestamptz)
                        on conflict (user_id) do update set id = excluded.id, asked_at = excluded.asked_at, next_at = excluded.next_at,
                          attempts = 0, failed_at = null, ready_at = null, expires_at = null, archive = null
                        where e.failed_at is not null or e.asked_at < ?::timestamptz and e.ready_at is not null
                        """,
                        export.person().text(),
                        export.id(),
                        at(export.askedAt()),
                        at(export.askedAt()),
                        at(notSince))
                == 1;
    }

    record Due(UserId person, String id, int attempts) {}

    /** One whose turn it is; nobody else gets it before {@code until}. */
    Optional<Due> claim(Instant now, Instant until) {
        return sql.fetchOptional("""
                        update data_export set next_at = ?::timestamptz, attempts = attempts + 1
                        where user_id = (select user_id from data_export where ready_at is null and failed_at is null
                          and next_at <= ?::timestamptz order by next_at limit 1 for update skip locked)
                        returning user_id, id, attempts
                        """, at(until), at(now))
                .map(row -> new Due(
                        new UserId(row.get("user_id", String.class)),
                        row.get("id", String.class),
                        row.get("attempts", Integer.class)));
    }

    void later(String id, Instant when) {
        sql.execute("update data_export set next_at = ?::timestamptz where id = ?", at(when), id);
    }

    void failed(String id, Instant now) {
        sql.execute("update data_export set failed_at = ?::timestamptz where id = ?", at(now), id);
    }

    /** False when somebody else was quicker, or when it is not wanted any more. */
    boolean ready(String id, byte[] archive, Instant now, Instant until) {
        return sql.execute(
                        "update data_export set archive = ?, ready_at = ?::timestamptz, expires_at = ?::timestamptz"
                                + " where id = ? and ready_at is null",
                        archive,
                        at(now),
                        at(until),
                        id)
                == 1;
    }

    /** For its own person, while it can be fetched. */
    Optional<byte[]> archive(String id, UserId person, Instant now) {
        return sql.fetchOptional(
                        "select archive from data_export where id = ? and user_id = ? and expires_at > ?::timestamptz",
                        id,
                        person.text(),
                        at(now))
                .map(row -> row.get("archive", byte[].class));
    }

    /** @return how many files went */
    int forgetExpired(Instant now) {
        return sql.execute(
                "update data_export set archive = null where archive is not null and expires_at <= ?::timestamptz",
                at(now));
    }

    /** That one asked for it stands in the log of what one did. */
    @Override
    public List<Told> tell(UserId person) {
        return List.of();
    }

    @Override
    public void close(UserId person) {
        sql.execute("delete from data_export where user_id = ?", person.text());
    }

    @Override
    public void erase(Account person) {
        close(person.id());
    }

    private static DataExport export(Record row) {
        return new DataExport(
                row.get("id", String.class),
                new UserId(row.get("user_id", String.class)),
                row.get("asked_at", OffsetDateTime.class).toInstant(),
                moment(row, "failed_at"),
                moment(row, "ready_at"),
                moment(row, "expires_at"),
                row.get("bytes", Long.class));
    }

    private static @Nullable Instant moment(Record row, String column) {
        @Nullable OffsetDateTime found = row.get(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
