package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.UserId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * In what people pay. Stripe keeps one currency for each customer (docs.stripe.com/api/customers/object, currency): that of what they
 * paid first.
 */
@Repository
class PaidCurrencies {
    private final DSLContext sql;

    PaidCurrencies(DSLContext sql) {
        this.sql = sql;
    }

    /** Empty of who has paid nothing yet. */
    Optional<SaleCurrency> of(UserId user) {
        return sql.fetchOptional(
                        "select currency from checkout where user_id = ? and status in ('PROCESSING', 'PAID') order by id limit 1",
                        user.text())
                .map(row -> SaleCurrency.valueOf(row.get(0, String.class)));
    }
}
