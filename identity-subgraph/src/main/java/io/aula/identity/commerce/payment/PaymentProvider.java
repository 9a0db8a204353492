package io.aula.identity.commerce.payment;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.RefundId;
import io.aula.platform.id.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whoever moves the money. What is made is named by us and by how often it was refused before: asking for the same again, also after
 * an answer that was lost, gives the first one, and what was refused is asked for anew. Every method throws
 * {@link PaymentsAwayException} when no answer comes within {@link Deadline}, and is never called within a transaction.
 */
public interface PaymentProvider {

    /** Whether this installation takes money at all; without it nothing else here may be called. */
    boolean isConfigured();

    /** @param locale ISO 639, for what the provider writes to them */
    record Buyer(UserId id, String email, String name, String locale) {}

    /** @return the provider's name of the buyer */
    String customer(Buyer buyer, int attempt);

    /**
     * What somebody is called and where they are written to now; empty of whose account is erased.
     *
     * @return false where the provider knows no such customer any more
     */
    boolean rename(String customer, Optional<Buyer> buyer);

    /** @return the provider's name of what is sold */
    String product(OfferId offerId, String name, int attempt);

    enum Recurring {
        MONTH,
        YEAR
    }

    /** @param every null of what is paid once */
    record NewPrice(
            OfferId offerId,
            String product,
            Money price,
            @Nullable Recurring every) {}

    /** @return the provider's name of that price */
    String price(NewPrice wanted, int attempt);

    /**
     * What takes something off, once.
     *
     * @param percent of a hundred; null where it is an amount
     * @param name as buyers read it on their bills
     */
    record NewCoupon(
            PromotionId promotionId,
            @Nullable Integer percent,
            @Nullable Money amount,
            String name) {}

    /** @return the provider's name of it */
    String coupon(NewCoupon wanted, int attempt);

    /**
     * A page at which to pay.
     *
     * @param checkoutId ours, which the provider gives back with all that becomes of it
     * @param coupon the provider's name of what takes something off; null where nothing does
     * @param trialDays before the first payment; null where nothing renews
     * @param returnTo where the buyer comes back to, whether they paid or not; says nothing of whether they did
     */
    record NewPage(
            CheckoutId checkoutId,
            String customer,
            String price,
            @Nullable Integer trialDays,
            @Nullable String coupon,
            String locale,
            URI returnTo,
            Instant expiresAt) {}

    record Page(String sessionId, String url) {}

    Page open(NewPage page, int attempt);

    /** Nobody can pay at that page from now on; one that is paid, closed or gone already stays so. */
    void close(String sessionId);

    /**
     * Money goes back the way that it came.
     *
     * @return false when the provider says that it cannot, whatever is tried; what became of it is read like everything else
     */
    boolean refund(RefundId refundId, String paymentId, long amount);

    /** What became of money that was paid by this. */
    Payment.Aftermath aftermath(String paymentId);

    /**
     * How it stands now; empty where the provider knows no such page.
     *
     * @param paymentIntentId of the last try, where it is known
     */
    Optional<Payment> read(String sessionId, @Nullable String paymentIntentId);
}
