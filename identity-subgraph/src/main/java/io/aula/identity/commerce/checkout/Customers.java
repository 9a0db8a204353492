package io.aula.identity.commerce.checkout;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Who the provider takes for whom. */
@Repository
class Customers {
    private final DSLContext sql;

    Customers(DSLContext sql) {
        this.sql = sql;
    }

    /** @param name the provider's, null where it has none, or none any more */
    record Customer(@Nullable String name, int attempt) {}

    Customer of(UserId user) {
        return sql.fetchOptional("select stripe_customer_id, attempt from customer where user_id = ?", user.text())
                .map(row ->
                        new Customer(row.get("stripe_customer_id", String.class), row.get("attempt", Integer.class)))
                .orElseGet(() -> new Customer(null, 0));
    }

    Optional<UserId> named(String customer) {
        return sql.fetchOptional("select user_id from customer where stripe_customer_id = ?", customer)
                .map(row -> new UserId(row.get("user_id", String.class)));
    }

    /** The first one stays; what of its address was told then is told again, which changes nothing. */
    void put(UserId user, String name) {
        sql.execute("""
                insert into customer as c (user_id, stripe_customer_id) values (?, ?)
                  on conflict (user_id) do update set stripe_customer_id = coalesce(c.stripe_customer_id, excluded.stripe_customer_id),
                    told_email = case when c.stripe_customer_id is null then null else c.told_email end
                """, user.text(), name);
    }

    /** Whose address is another than the one that the provider was told. */
    record Behind(UserId user, String name) {}

    /** Nobody else gets them before {@code until}. Whose account is erased has no address any more. */
    List<Behind> claimBehind(Instant now, Instant until, int most) {
        return sql.fetch("""
                        update customer set tell_after = ?::timestamptz where user_id in (
                          select c.user_id from customer c join app_user u on u.id = c.user_id
                            where c.stripe_customer_id is not null and c.tell_after <= ?::timestamptz
                              and c.told_email is distinct from case u.state when 'DELETED' then '' else u.email end
                            order by c.tell_after limit ? for update of c skip locked)
                          returning user_id, stripe_customer_id
                        """, at(until), at(now), most)
                .map(row -> new Behind(
                        new UserId(row.get("user_id", String.class)), row.get("stripe_customer_id", String.class)));
    }

    /** @param email empty of an account that is erased */
    void told(Behind customer, String email, Instant now) {
        sql.execute(
                "update customer set told_email = ?, tell_after = ?::timestamptz where user_id = ? and stripe_customer_id = ?",
                email,
                at(now),
                customer.user().text(),
                customer.name());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Whoever comes second finds that it is forgotten already, and forgets no newer one. */
    void forget(UserId user, String name) {
        sql.execute(
                "update customer set stripe_customer_id = null, told_email = null, attempt = attempt + 1 where user_id = ? and stripe_customer_id = ?",
                user.text(),
                name);
    }
}
