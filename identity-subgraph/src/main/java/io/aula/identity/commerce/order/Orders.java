package io.aula.identity.commerce.order;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Payment;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what was paid, and the ledger. */
@Repository
class Orders {
    /** Whose orders are looked for is found by indexes alone ({@code app_user_names}), however many people there are. */
    static final String FOUND = """
            select * from purchase_order where (?::text is null or id < ?)
                and (?::text is null or id = ? or number = upper(?) or user_id in (
                  select id from app_user where state <> 'DELETED' and (id = ? or lower(email) = lower(?)
                    or handle ilike ? or display_name ilike ?)))
              order by id desc limit ?
            """;

    private final DSLContext sql;

    Orders(DSLContext sql) {
        this.sql = sql;
    }

    /** One for each checkout, by its id; what becomes of it later changes the same one. @return its id */
    OrderId put(OrderService.Bought bought, Payment.Receipt receipt, Standing standing) {
        Record row = sql.fetchOne(
                """
                insert into purchase_order as o (id, number, user_id, checkout_id, payment_id, status, currency, subtotal, discount, tax, total,
                    refunded, under_way, dispute, paid_at, invoice_url, receipt_url)
                  values (?, (select 'A-' || lpad(n::text, greatest(7, length(n::text)), '0') from nextval('order_number') n), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?)
                  on conflict (checkout_id) do update set status = excluded.status, refunded = excluded.refunded,
                    under_way = excluded.under_way, dispute = excluded.dispute,
                    invoice_url = coalesce(excluded.invoice_url, o.invoice_url),
                    receipt_url = coalesce(excluded.receipt_url, o.receipt_url)
                  returning id
                """,
                OrderId.next().text(),
                bought.userId().text(),
                bought.checkoutId().text(),
                bought.paymentId(),
                standing.status().name(),
                receipt.subtotal().currency().name(),
                receipt.subtotal().amount(),
                receipt.discount(),
                receipt.tax(),
                receipt.total(),
                standing.refunded(),
                standing.underWay(),
                standing.dispute() == null ? null : standing.dispute().name(),
                at(receipt.at()),
                receipt.invoiceUrl(),
                receipt.receiptUrl());
        return id(Objects.requireNonNull(row));
    }

    void putLine(OrderId orderId, OrderService.Bought bought) {
        sql.execute(
                """
                insert into order_line (order_id, offer_id, course_id, quantity, amount) values (?, ?, ?, 1, ?)
                  on conflict do nothing
                """,
                orderId.text(),
                bought.offerId().text(),
                bought.courseId().text(),
                bought.price().amount());
    }

    List<Order> byIds(Collection<OrderId> ids) {
        return orders(sql.fetch("select * from purchase_order where id = any(?::text[])", (Object)
                ids.stream().map(OrderId::text).toArray(String[]::new)));
    }

    Map<CheckoutId, Order> byCheckouts(Collection<CheckoutId> checkoutIds) {
        return orders(sql.fetch("select * from purchase_order where checkout_id = any(?::text[])", (Object)
                        checkoutIds.stream().map(CheckoutId::text).toArray(String[]::new)))
                .stream()
                .collect(Collectors.toMap(Order::checkoutId, Function.identity()));
    }

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    List<Row<Order>> page(UserId user, Slice slice) {
        return rows(sql.fetch(
                "select * from purchase_order where user_id = ? and (?::text is null or id < ?) order by id desc limit ?",
                user.text(),
                after(slice),
                after(slice),
                slice.size() + 1));
    }

    /** Null for the beginning: which text comes after all others is the database's language's. */
    private static @Nullable String after(Slice slice) {
        return slice.from().map(Cursor::id).orElse(null);
    }

    private List<Row<Order>> rows(List<? extends Record> found) {
        return orders(found).stream()
                .map(order ->
                        new Row<>(order.paidAt().toEpochMilli(), order.id().text(), order))
                .toList();
    }

    /** Everybody's, as {@link #page}. Who is gone is found by their orders alone. */
    List<Row<Order>> page(OrderSearch search, Slice slice) {
        String words = search.words();
        return rows(sql.fetch(
                FOUND,
                after(slice),
                after(slice),
                words,
                words,
                words,
                words,
                words,
                search.handleLike(),
                search.nameLike(),
                slice.size() + 1));
    }

    /**
     * What courses brought in a time, in each currency. Of an order of several courses each has its share by what they cost, rounded
     * so that the shares make up the whole.
     */
    Map<CourseId, List<Sales>> sales(Collection<CourseId> courses, Period period) {
        return sql.fetch(
                        """
                        with part as (
                          select order_id, course_id, amount, sum(amount) over w as upto, sum(amount) over (partition by order_id) as whole
                            from order_line where order_id in (select order_id from order_line where course_id = any(?::text[]))
                            window w as (partition by order_id order by offer_id)),
                        moved as (
                          select p.course_id, l.currency, l.order_id, l.kind,
                              round(l.amount * p.upto / p.whole) - round(l.amount * (p.upto - p.amount) / p.whole) as amount
                            from part p join ledger_entry l using (order_id)
                            where p.course_id = any(?::text[])
                              and (?::timestamptz is null or l.at >= ?::timestamptz) and (?::timestamptz is null or l.at < ?::timestamptz))
                        select course_id, currency, count(distinct order_id) filter (where kind = 'PAYMENT') as orders,
                            coalesce(sum(amount) filter (where kind = 'PAYMENT'), 0) as gross,
                            coalesce(sum(amount) filter (where kind in ('REFUND', 'DISPUTE')), 0)
                              - coalesce(sum(amount) filter (where kind in ('REFUND_REVERSED', 'DISPUTE_REVERSED')), 0) as refunds
                          from moved group by course_id, currency order by course_id, currency
                        """,
                        ids(courses),
                        ids(courses),
                        at(period.from()),
                        at(period.from()),
                        at(period.to()),
                        at(period.to()))
                .intoGroups(row -> new CourseId(row.get("course_id", String.class)), Orders::sales);
    }

    private static Object ids(Collection<CourseId> courses) {
        return courses.stream().map(CourseId::text).toArray(String[]::new);
    }

    private static Sales sales(Record row) {
        return new Sales(
                row.get("orders", Integer.class),
                SaleCurrency.valueOf(row.get("currency", String.class)),
                row.get("gross", Long.class),
                row.get("refunds", Long.class));
    }

    /** Held until the end of the transaction. */
    Optional<Order> lock(OrderId id) {
        return orders(sql.fetch("select * from purchase_order where id = ? for update", id.text())).stream()
                .findFirst();
    }

    private List<Order> orders(List<? extends Record> rows) {
        Map<OrderId, List<Order.Line>> lines = sql.fetch(
                        "select * from order_line where order_id = any(?::text[])", (Object) rows.stream()
                                .map(row -> row.get("id", String.class))
                                .toArray(String[]::new))
                .intoGroups(row -> new OrderId(row.get("order_id", String.class)), Orders::line);
        return rows.stream()
                .map(row -> order(row, lines.getOrDefault(id(row), List.of())))
                .toList();
    }

    private static OrderId id(Record row) {
        return new OrderId(row.get("id", String.class));
    }

    private static Order order(Record row, List<Order.Line> lines) {
        String dispute = row.get("dispute", String.class);
        return new Order(
                id(row),
                row.get("number", String.class),
                new UserId(row.get("user_id", String.class)),
                new CheckoutId(row.get("checkout_id", String.class)),
                row.get("payment_id", String.class),
                Order.Status.valueOf(row.get("status", String.class)),
                SaleCurrency.valueOf(row.get("currency", String.class)),
                row.get("subtotal", Long.class),
                row.get("discount", Long.class),
                row.get("tax", Long.class),
                row.get("total", Long.class),
                row.get("refunded", Long.class),
                row.get("under_way", Long.class),
                dispute == null ? null : Order.Dispute.valueOf(dispute),
                row.get("paid_at", OffsetDateTime.class).toInstant(),
                row.get("invoice_url", String.class),
                row.get("receipt_url", String.class),
                lines);
    }

    private static Order.Line line(Record row) {
        String course = row.get("course_id", String.class);
        return new Order.Line(
                new OfferId(row.get("offer_id", String.class)),
                course == null ? null : new CourseId(course),
                row.get("quantity", Integer.class),
                row.get("amount", Long.class));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
