package io.aula.identity.commerce.membership;

import io.aula.identity.commerce.payment.Subscription;
import io.aula.platform.id.MembershipId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Who is to be written to about their membership, and what they were written about. */
@Repository
class MembersToTell {
    private final DSLContext sql;

    MembersToTell(DSLContext sql) {
        this.sql = sql;
    }

    /** Somebody who owes, or whose card will not last. */
    record Found(Membership membership, boolean isOfOwing, boolean isOfCard) {}

    /** Whom nobody else writes to until the end of the transaction. */
    List<Found> lock(Instant now, int most) {
        String owes = "owing_since is not null and owing_since is distinct from told_owing";
        String expires = "ends_at is null and (card_year, card_month) < (?, ?)"
                + " and told_card is distinct from card_year || '-' || card_month || ' ' || card_last4";
        // A card is good until its month is over: what ends before then is of a month before.
        YearMonth horizon =
                YearMonth.from(now.plus(Access.WORD_BEFORE_CARD_EXPIRES).atOffset(ZoneOffset.UTC));
        return sql.fetch(
                        "select *, " + owes + " as owes, coalesce(" + expires + ", false) as expires from membership"
                                + " where status in ('TRIALING', 'ACTIVE', 'PAST_DUE') and (" + owes + " or " + expires
                                + ") order by id limit ? for update skip locked",
                        horizon.getYear(),
                        horizon.getMonthValue(),
                        horizon.getYear(),
                        horizon.getMonthValue(),
                        most)
                .map(row -> new Found(
                        Memberships.membership(row),
                        row.get("owes", Boolean.class),
                        row.get("expires", Boolean.class)));
    }

    /** They were told of what they owe; the next outstanding bill is another one. */
    void toldOwing(Membership told) {
        sql.execute(
                "update membership set told_owing = owing_since where id = ?",
                told.id().text());
    }

    void toldCard(MembershipId id, Subscription.Card card) {
        sql.execute(
                "update membership set told_card = ? where id = ?",
                card.year() + "-" + card.month() + " " + card.last4(),
                id.text());
    }
}
