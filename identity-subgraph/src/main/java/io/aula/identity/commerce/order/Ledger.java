package io.aula.identity.commerce.order;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.Ids;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OrderId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Every movement of money once, by the name that the provider gave it; an entry is never changed, only answered by another. */
@Repository
public class Ledger {
    private final DSLContext sql;

    Ledger(DSLContext sql) {
        this.sql = sql;
    }

    public enum Kind {
        PAYMENT,
        REFUND,
        REFUND_REVERSED,
        DISPUTE,
        DISPUTE_REVERSED
    }

    /** @return false when it is there already */
    boolean enter(OrderId orderId, Kind kind, String stripeId, Money sum, Instant at) {
        return sql.execute(
                        """
                        insert into ledger_entry (id, order_id, kind, stripe_id, currency, amount, at)
                          values (?, ?, ?, ?, ?, ?, ?::timestamptz) on conflict (kind, stripe_id) do nothing
                        """,
                        Ids.next("led"),
                        orderId.text(),
                        kind.name(),
                        stripeId,
                        sum.currency().name(),
                        sum.amount(),
                        at.atOffset(ZoneOffset.UTC))
                == 1;
    }

    /** Of a membership, by the name of its bill, or of what became of the money. @return false when it is there already */
    public boolean enterOfMembership(MembershipId membershipId, Kind kind, String stripeId, Money sum, Instant at) {
        return sql.execute(
                        """
                insert into ledger_entry (id, membership_id, kind, stripe_id, currency, amount, at)
                  values (?, ?, ?, ?, ?, ?, ?::timestamptz) on conflict (kind, stripe_id) do nothing
                """,
                        Ids.next("led"),
                        membershipId.text(),
                        kind.name(),
                        stripeId,
                        sum.currency().name(),
                        sum.amount(),
                        at.atOffset(ZoneOffset.UTC))
                == 1;
    }

    /**
     * What had gone is back; where it never went there is nothing to answer.
     *
     * @return false when there is nothing to answer, or it is answered already
     */
    public boolean reverse(Kind kind, Kind by, String stripeId, Instant at) {
        return sql.execute("""
                insert into ledger_entry (id, order_id, membership_id, kind, stripe_id, currency, amount, at)
                  select ?, order_id, membership_id, ?, stripe_id, currency, amount, ?::timestamptz from ledger_entry where kind = ? and stripe_id = ?
                  on conflict (kind, stripe_id) do nothing
                """, Ids.next("led"), by.name(), at.atOffset(ZoneOffset.UTC), kind.name(), stripeId) == 1;
    }
}
