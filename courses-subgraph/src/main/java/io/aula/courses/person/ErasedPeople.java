package io.aula.courses.person;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Who is gone: what is told of them later brings nothing back. */
@Repository
class ErasedPeople {
    private final DSLContext db;

    ErasedPeople(DSLContext db) {
        this.db = db;
    }

    /** @param version of the person, as identity told it last */
    record Erased(UserId id, long version) {}

    /** Told again, it has to be confirmed again. */
    void note(UserId person, long version, Instant now) {
        db.query("""
                        insert into courses.erased_person as e (user_id, version, erased_at) values (?, ?, ?::timestamptz)
                        on conflict (user_id) do update set version = greatest(e.version, excluded.version), confirmed_at = null
                        """, person.text(), version, at(now)).execute();
    }

    /**
     * Until the end of the transaction nobody else keeps anything of them. Whoever kept something and has not committed yet is waited
     * for: the erasure sees it then, and so they do not come back.
     */
    void await(UserId person) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", lock(person));
    }

    private static String lock(UserId person) {
        return "person " + person;
    }

    /** They are not erased before the end of the transaction either, unless they are. */
    boolean isErased(UserId person) {
        db.fetch("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", lock(person));
        return db.fetchOptional("select 1 from courses.erased_person where user_id = ?", person.text())
                .isPresent();
    }

    /** Held until the end of the transaction. */
    List<Erased> unconfirmed(int most) {
        return db.fetch(
                        "select user_id, version from courses.erased_person where confirmed_at is null"
                                + " order by erased_at limit ? for update skip locked",
                        most)
                .map(row -> new Erased(new UserId(row.get("user_id", String.class)), row.get("version", Long.class)));
    }

    void confirmed(UserId person, Instant now) {
        db.query(
                        "update courses.erased_person set confirmed_at = ?::timestamptz where user_id = ?",
                        at(now),
                        person.text())
                .execute();
    }

    /** Of what they asked for once, with keys. */
    void forgetKeys(UserId person) {
        db.query("delete from courses.idempotency where actor = ?", person.text())
                .execute();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
