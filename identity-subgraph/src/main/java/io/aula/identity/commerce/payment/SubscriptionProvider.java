package io.aula.identity.commerce.payment;

import io.aula.identity.commerce.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whoever collects what is paid again and again; as {@link PaymentProvider}. */
public interface SubscriptionProvider {

    /** How it stands now; empty where the provider knows no such thing. */
    Optional<Subscription> read(String id);

    /**
     * Another price from a moment on: what is left of the paid time is counted against it.
     *
     * @param price the provider's name of it
     * @param at reckoned from this second, so that a sum that was shown is the sum that is charged
     */
    record Change(String subscriptionId, String itemId, String price, Instant at) {}

    /**
     * What a change costs.
     *
     * @param today charged at once
     * @param credit what is left over for later bills, where the paid time is worth more
     */
    record Preview(Money today, Money credit) {}

    Preview preview(Change change);

    /** What came of a change. */
    sealed interface Changed {
        record Done() implements Changed {}

        /** Nothing has changed. @param code the bank's */
        record Declined(String code) implements Changed {}

        /** It waits until the card's holder has told their bank; {@link Subscription#pending} tells until when. */
        record ToConfirm() implements Changed {}
    }

    /** Carries it out, once for a key. */
    Changed change(Change change, String key);

    /** The page at which the bank asks its holder, which leads back; empty where it asks for nothing any more. */
    Optional<URI> confirmation(String paymentId, URI returnTo);

    /** A bill, and a change that waits for it, is not to be paid any more; twice is as once. */
    void drop(String invoiceId);

    /** What will be charged next, after credits and discounts; empty where nothing will be. */
    Optional<Money> upcoming(String id);

    void endWithItsPeriod(String id);

    /** Over at once: nothing is tried to be collected any more. */
    void end(String id, List<String> openInvoices);

    /** Takes an announced end back. */
    void goOn(String id, boolean isEndByFlag);

    /** A page at which somebody changes their card and reads their invoices. */
    String portal(String customer, URI returnTo, String locale);
}
