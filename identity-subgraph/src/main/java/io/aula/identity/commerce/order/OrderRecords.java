package io.aula.identity.commerce.order;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What was bought. The law wants books kept: orders stay, with the id of an account that is empty. */
@Repository
class OrderRecords implements PersonalRecords {
    private final DSLContext sql;

    OrderRecords(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(
                new Told("orders", sql.resultQuery("""
                        select row_to_json(x)::text from (select o.number, o.status, o.currency, o.subtotal, o.discount, o.tax, o.total,
                          o.refunded, o.paid_at as "paidAt", o.invoice_url as "invoiceUrl", o.receipt_url as "receiptUrl",
                          (select json_agg(l.course_id) from order_line l where l.order_id = o.id) as "courseIds"
                          from purchase_order o where o.user_id = ? order by o.id) x
                        """, person.text()).fetchInto(String.class)),
                new Told("refunds", sql.resultQuery("""
                        select row_to_json(x)::text from (select o.number as "order", r.amount, r.reason, r.status,
                          r.created_at as "createdAt" from refund r join purchase_order o on o.id = r.order_id
                          where o.user_id = ? order by r.id) x
                        """, person.text()).fetchInto(String.class)));
    }

    /** That there was a reason says who began the refund: of the reason itself nothing stays. */
    @Override
    public void erase(Account person) {
        sql.execute("""
                update refund set reason = '-' where reason is not null
                  and order_id in (select id from purchase_order where user_id = ?)
                """, person.id().text());
    }
}
