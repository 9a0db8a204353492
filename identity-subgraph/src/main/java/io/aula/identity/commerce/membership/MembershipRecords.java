package io.aula.identity.commerce.membership;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Memberships: what was paid stays in the books, without the card. */
@Repository
class MembershipRecords implements PersonalRecords {
    private final DSLContext sql;
    private final MembershipEnding ending;

    MembershipRecords(DSLContext sql, MembershipEnding ending) {
        this.sql = sql;
        this.ending = ending;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(
                new Told("memberships", sql.resultQuery("""
                        select row_to_json(x)::text from (select id, status, currency, amount, current_period_end as "paidUntil",
                          ends_at as "endsAt", trial_ends_at as "trialEndsAt", card_brand as "cardBrand", card_last4 as "cardLast4",
                          created_at as "createdAt" from membership where user_id = ? order by id) x
                        """, person.text()).fetchInto(String.class)),
                new Told("membership-bills", sql.resultQuery("""
                        select row_to_json(x)::text from (select i.number, i.status, i.currency, i.total, i.paid, i.refunded,
                          i.created_at as "createdAt", i.url from membership_invoice i join membership m on m.id = i.membership_id
                          where m.user_id = ? order by i.created_at) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public void close(UserId person) {
        ending.endAllOf(person);
    }

    @Override
    public boolean isAtRest(UserId person) {
        return ending.isAllEndedOf(person);
    }

    @Override
    public void erase(Account person) {
        sql.execute("""
                update membership set card_brand = null, card_last4 = null, card_month = null, card_year = null, told_card = null
                where user_id = ?
                """, person.id().text());
    }
}
