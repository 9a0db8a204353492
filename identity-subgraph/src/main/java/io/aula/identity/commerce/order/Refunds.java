package io.aula.identity.commerce.order;

import io.aula.identity.commerce.payment.Payment;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.RefundId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Reads and writes refunds: ours before the provider is asked, and all of them as it says they stand. */
@Repository
public class Refunds {
    private final DSLContext sql;

    Refunds(DSLContext sql) {
        this.sql = sql;
    }

    /** The one that was asked for here and has not ended; there is one at most. */
    public Optional<Refund> asked(OrderId orderId) {
        return sql.fetchOptional(
                        "select * from refund where order_id = ? and status = 'PENDING' and reason is not null",
                        orderId.text())
                .map(Refunds::refund);
    }

    /** Those that may not have reached the provider, the oldest first. */
    public List<Refund> toCarryOut(Instant before, int most) {
        return sql.fetch("""
                        select * from refund where status = 'PENDING' and stripe_refund_id is null
                          and created_at < ?::timestamptz order by created_at limit ?
                        """, at(before), most).map(Refunds::refund);
    }

    public Optional<Refund> byId(RefundId id) {
        return sql.fetchOptional("select * from refund where id = ?", id.text()).map(Refunds::refund);
    }

    Map<OrderId, List<Refund>> ofOrders(Collection<OrderId> orderIds) {
        return sql.fetch("select * from refund where order_id = any(?::text[]) order by created_at, id", (Object)
                        orderIds.stream().map(OrderId::text).toArray(String[]::new))
                .intoGroups(Refunds::orderId, Refunds::refund);
    }

    public void insert(Refund refund) {
        sql.execute(
                "insert into refund (id, order_id, amount, reason, status, created_at) values (?, ?, ?, ?, ?, ?::timestamptz)",
                refund.id().text(),
                refund.orderId().text(),
                refund.amount(),
                refund.reason(),
                refund.status().name(),
                at(refund.createdAt()));
    }

    /** The provider said no, and has nothing by that name. */
    public boolean refused(RefundId id) {
        return sql.execute(
                        "update refund set status = 'FAILED' where id = ? and status = 'PENDING' and stripe_refund_id is null",
                        id.text())
                == 1;
    }

    /**
     * As the provider has it: the one that we named, or a row of its own. The caller holds the order.
     *
     * @return whether it was known and has come to nothing since; of one that is first heard of then, nobody was told that it is coming
     */
    boolean stand(OrderId orderId, Payment.Refund read) {
        Optional<Record> known = sql.fetchOptional(
                """
                update refund as r set stripe_refund_id = ?, status = ?, amount = ?
                  from (select id, status from refund
                    where order_id = ? and (stripe_refund_id = ? or stripe_refund_id is null and id = ?)) as before
                  where r.id = before.id returning before.status
                """,
                read.id(),
                read.state().name(),
                read.amount(),
                orderId.text(),
                read.id(),
                read.ours() == null ? null : read.ours().text());
        if (known.isEmpty()) {
            sql.execute(
                    """
                    insert into refund (id, order_id, amount, status, stripe_refund_id, created_at)
                      values (?, ?, ?, ?, ?, ?::timestamptz) on conflict (stripe_refund_id) do nothing
                    """,
                    RefundId.next().text(),
                    orderId.text(),
                    read.amount(),
                    read.state().name(),
                    read.id(),
                    at(read.at()));
        }
        return read.state() == Payment.Refund.State.FAILED
                && known.filter(row -> !Refund.Status.FAILED.name().equals(row.get(0, String.class)))
                        .isPresent();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static OrderId orderId(Record row) {
        return new OrderId(row.get("order_id", String.class));
    }

    private static Refund refund(Record row) {
        return new Refund(
                new RefundId(row.get("id", String.class)),
                orderId(row),
                row.get("amount", Long.class),
                Refund.Status.valueOf(row.get("status", String.class)),
                row.get("reason", String.class),
                row.get("stripe_refund_id", String.class),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))
                        .toInstant());
    }
}
