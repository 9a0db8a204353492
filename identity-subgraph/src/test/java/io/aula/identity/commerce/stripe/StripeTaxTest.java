package io.aula.identity.commerce.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import io.aula.devstack.stripe.StripeDouble;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stripe Tax at the page of payment: what is paid stays what our pages say. */
class StripeTaxTest {
    private static final String KEY = "sk_test_tax";

    @TempDir
    private Path folder;

    @Test
    void thePriceHoldsItsTaxWhereTaxIsSwitchedOn() throws Exception {
        StripeDouble.Settings settings =
                new StripeDouble.Settings(0, folder.resolve("state.json"), KEY, List.of(), Optional.empty());
        try (StripeDouble stripe = StripeDouble.start(settings, Clock.systemUTC())) {
            StripeClient client = StripeClient.builder()
                    .setApiKey(KEY)
                    .setApiBase("http://127.0.0.1:" + stripe.port())
                    .build();
            assertThat(tax(client, true)).isEqualTo(347);
            assertThat(tax(client, false)).isZero();
        }
    }

    private static long tax(StripeClient client, boolean isTaxed) throws Exception {
        StripePayments payments = new StripePayments(client, true, isTaxed);
        OfferId offer = OfferId.next();
        String customer = payments.customer(new PaymentProvider.Buyer(UserId.next(), "ana@aula.test", "Ana", "es"), 0);
        String product = payments.product(offer, "SQL", 0);
        String price = payments.price(
                new PaymentProvider.NewPrice(offer, product, new Money(1_999, SaleCurrency.EUR), null), 0);
        PaymentProvider.Page page = payments.open(
                new PaymentProvider.NewPage(
                        CheckoutId.next(),
                        customer,
                        price,
                        null,
                        null,
                        "es",
                        URI.create("http://localhost:8080/checkout/chk_1"),
                        Instant.now().plus(Duration.ofHours(2))),
                0);
        Session session = client.v1().checkout().sessions().retrieve(page.sessionId());
        assertThat(session.getAmountSubtotal()).isEqualTo(1_999);
        assertThat(session.getAmountTotal()).isEqualTo(1_999);
        return session.getTotalDetails().getAmountTax();
    }
}
