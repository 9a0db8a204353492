package io.aula.identity.commerce.membership;

import io.aula.platform.id.MembershipId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which memberships shall end because their member's account is closed. */
@Repository
class EndingMemberships {
    private final DSLContext sql;

    EndingMemberships(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * The first wish stays the one that is kept.
     *
     * @return the memberships that are wished to end from now on
     */
    List<MembershipId> want(UserId user, Instant now) {
        return sql.resultQuery(
                        "update membership set end_wanted_at = ?::timestamptz where user_id = ? and status <> 'CANCELED' and end_wanted_at is null returning id",
                        at(now),
                        user.text())
                .fetch(row -> new MembershipId(row.get(0, String.class)));
    }

    boolean isAnyLeft(UserId user) {
        return sql.fetchOptional(
                        "select id from membership where user_id = ? and status <> 'CANCELED' limit 1", user.text())
                .isPresent();
    }

    /** @param attempts with this one */
    record Due(Membership membership, int attempts) {}

    /** Those whose turn it is; nobody else gets them before {@code until}. */
    List<Due> claim(Instant now, Instant until, int most) {
        return sql.fetch("""
                        update membership set end_after = ?::timestamptz, end_attempts = end_attempts + 1
                          where id in (select id from membership where end_wanted_at is not null and status <> 'CANCELED'
                            and end_after <= ?::timestamptz order by end_after limit ? for update skip locked)
                          returning *
                        """, at(until), at(now), most)
                .map(row -> new Due(Memberships.membership(row), row.get("end_attempts", Integer.class)));
    }

    void later(MembershipId id, Instant when) {
        sql.execute("update membership set end_after = ?::timestamptz where id = ?", at(when), id.text());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
