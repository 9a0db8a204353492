package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Orders and refunds of before they stood as Stripe says (V14), and receipts of before they were letters (V25), opened by this release. */
class OldOrdersTest {
    private static final String BEFORE = "13";
    private static JdbcTemplate sql;

    @BeforeAll
    static void openAnOldDatabase() {
        var database =
                new DriverManagerDataSource(TestPostgres.database("identity_orders_of_before"), "postgres", "postgres");
        FluentConfiguration flyway =
                Flyway.configure().dataSource(database).schemas("identity").defaultSchema("identity");
        flyway.target(BEFORE).load().migrate();
        sql = new JdbcTemplate(database);
        fill();
        flyway.target("latest").load().migrate();
    }

    private static void fill() {
        sql.execute("""
                insert into identity.app_user (id, handle, display_name, email) values ('usr_old', 'vieja', 'Vieja', 'vieja@aula.test');
                insert into identity.course (id, title, owner_id, staff, version, is_free) values ('crs_old', 'SQL', 'usr_old', '{usr_old}', 1, false);
                insert into identity.offer (id, course_id, kind, covers_all, active) values ('ofr_old', 'crs_old', 'ONE_TIME', false, true);
                insert into identity.checkout (id, user_id, offer_id, course_id, currency, amount, locale, status, expires_at) values
                  ('chk_1', 'usr_old', 'ofr_old', 'crs_old', 'EUR', 2000, 'es', 'PAID', now()),
                  ('chk_2', 'usr_old', 'ofr_old', 'crs_old', 'EUR', 2000, 'es', 'PAID', now()),
                  ('chk_3', 'usr_old', 'ofr_old', 'crs_old', 'EUR', 2000, 'es', 'PAID', now());
                insert into identity.purchase_order (id, number, user_id, checkout_id, payment_id, status, currency, subtotal, discount, tax, total, refunded, paid_at, told_at) values
                  ('ord_1', 'A-0000001', 'usr_old', 'chk_1', 'pi_1', 'REFUNDED', 'EUR', 2000, 0, 0, 2000, 2000, now(), now()),
                  ('ord_2', 'A-0000002', 'usr_old', 'chk_2', 'pi_2', 'PARTIALLY_REFUNDED', 'EUR', 2000, 0, 0, 2000, 500, now(), now()),
                  ('ord_3', 'A-0000003', 'usr_old', 'chk_3', 'pi_3', 'PAID', 'EUR', 2000, 0, 0, 2000, 0, now(), null);
                insert into identity.order_line (order_id, offer_id, course_id, quantity, amount)
                  select id, 'ofr_old', 'crs_old', 1, 2000 from identity.purchase_order;
                insert into identity.ledger_entry (id, order_id, kind, stripe_id, currency, amount, at) values
                  ('led_1', 'ord_1', 'PAYMENT', 'pi_1', 'EUR', 2000, now()), ('led_2', 'ord_1', 'REFUND', 're_1', 'EUR', 2000, now()),
                  ('led_3', 'ord_2', 'PAYMENT', 'pi_2', 'EUR', 2000, now()), ('led_4', 'ord_2', 'REFUND', 're_2', 'EUR', 500, now()),
                  ('led_5', 'ord_3', 'PAYMENT', 'pi_3', 'EUR', 2000, now());
                insert into identity.refund (id, order_id, amount, reason, status, created_at) values
                  ('rfd_1', 'ord_1', 2000, 'No era para mí', 'DONE', now()),
                  ('rfd_3', 'ord_3', 2000, 'Tampoco', 'PENDING', now());
                insert into identity.stripe_event (id, type, created_at, received_at, not_before, handled_at) values
                  ('evt_1', 'charge.dispute.created', now(), now(), now(), now()), ('evt_2', 'checkout.session.completed', now(), now(), now(), now());
                """);
    }

    @Test
    void whatWasRefundedHereHasItsNameAtStripeAndWhatBeganThereHasARow() {
        assertThat(sql.queryForList(
                        "select order_id || ' ' || amount || ' ' || status || ' ' || coalesce(stripe_refund_id, '-') || ' ' || coalesce(reason, '-')"
                                + " from identity.refund order by order_id",
                        String.class))
                .containsExactly(
                        "ord_1 2000 SUCCEEDED re_1 No era para mí",
                        "ord_2 500 SUCCEEDED re_2 -",
                        "ord_3 2000 PENDING - Tampoco");
    }

    @Test
    void disputesThatWerePassedOverAreReadAgain() {
        assertThat(sql.queryForList("select id from identity.stripe_event where handled_at is null", String.class))
                .containsExactly("evt_1");
    }

    @Test
    void theReceiptThatNobodyWroteWaitsAmongTheLetters() {
        List<Map<String, Object>> letters =
                sql.queryForList("select kind, user_id, array_to_string(words, '|') as words from identity.letter");
        assertThat(letters)
                .containsExactly(Map.of("kind", "RECEIPT", "user_id", "usr_old", "words", "SQL|A-0000003|2000|EUR"));
    }
}
