package io.aula.identity.commerce.checkout;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.membership.Membership;
import io.aula.identity.commerce.membership.MembershipService;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.order.Order;
import io.aula.identity.commerce.order.OrderService;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.promotion.Discount;
import io.aula.identity.commerce.promotion.PromotionService;
import io.aula.identity.commerce.promotion.PromotionUse;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins to buy. What is wanted is written down first, in one row for a person and an offer, and only then is the provider asked:
 * whoever clicks twice, or comes back after we broke off, goes on with the same row and so with the same page.
 */
@Service
public class CheckoutService {
    /** The provider closes a page after 24 hours at the latest. */
    private static final Duration LIFETIME = Duration.ofHours(23);

    /** The provider opens no page for less than half an hour. */
    private static final Duration LEAST_LEFT = Duration.ofMinutes(35);

    /** The gateway waits for eight seconds; whoever is told in time knows that nothing was charged. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(CheckoutService.class);

    private final Checkouts checkouts;
    private final OrderService orders;
    private final CheckoutOpening opening;
    private final Alignment alignment;
    private final PaymentProvider provider;
    private final OfferService offers;
    private final AccountService accounts;
    private final MembershipService memberships;
    private final PromotionService promotions;
    private final PaidCurrencies currencies;
    private final Purchasable purchasable;
    private final Once once;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CheckoutService(
            Checkouts checkouts,
            OrderService orders,
            CheckoutOpening opening,
            Alignment alignment,
            PaymentProvider provider,
            OfferService offers,
            AccountService accounts,
            MembershipService memberships,
            PromotionService promotions,
            PaidCurrencies currencies,
            Purchasable purchasable,
            Once once,
            TransactionTemplate transaction,
            Clock clock) {
        this.checkouts = checkouts;
        this.orders = orders;
        this.opening = opening;
        this.alignment = alignment;
        this.provider = provider;
        this.offers = offers;
        this.accounts = accounts;
        this.memberships = memberships;
        this.promotions = promotions;
        this.currencies = currencies;
        this.purchasable = purchasable;
        this.once = once;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is asked for, apart from the key. */
    record Wanted(
            OfferId offerId,
            @Nullable String currency,
            @Nullable String promotionCode) {}

    boolean takesPayments() {
        return provider.isConfigured();
    }

    CheckoutOutcome start(Caller caller, String key, Wanted wanted, String locale) {
        if (!provider.isConfigured()) {
            return new CheckoutOutcome.NotConfigured();
        }
        if (!IdempotencyKey.isGood(key)) {
            return new CheckoutOutcome.KeyInvalid();
        }
        try {
            return Deadline.within(PATIENCE, () -> start(caller, key, wanted, locale, TRIES));
        } catch (PaymentsAwayException away) {
            LOG.warn("The payment provider does not answer", away);
            return new CheckoutOutcome.ProviderAway();
        }
    }

    private CheckoutOutcome start(Caller caller, String key, Wanted wanted, String locale, int tries) {
        Begun begun = begun(caller, key, wanted, locale);
        return switch (begun) {
            case Begun.Refused(CheckoutOutcome outcome, Checkout open) -> {
                if (open != null) {
                    closeToo(open);
                }
                yield outcome;
            }
            case Begun.Ready(Checkout checkout) -> standsOrOver(opening.open(checkout));
            case Begun.InTheWay(Checkout older) -> {
                makeWay(older);
                yield tries > 1 ? start(caller, key, wanted, locale, tries - 1) : new CheckoutOutcome.ProviderAway();
            }
        };
    }

    /** The page of an earlier press of the button, or of one that another press has overtaken, is not payable any more. */
    private static CheckoutOutcome standsOrOver(Checkout checkout) {
        return switch (checkout.status()) {
            case OPEN, PROCESSING, PAID -> new CheckoutOutcome.Stands(checkout);
            case FAILED, EXPIRED -> new CheckoutOutcome.Over();
        };
    }

    private Begun begun(Caller caller, String key, Wanted wanted, String locale) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> begin(caller, key, wanted, locale)));
        } catch (Beaten beaten) {
            return new Begun.InTheWay(beaten.by);
        }
    }

    /** Something else is under way, or was begun in the same moment: what was written for this key goes, and that is what is in the way. */
    private static final class Beaten extends RuntimeException {
        private final transient Checkout by;

        Beaten(Checkout by) {
            super(by.id().text(), null, false, false);
            this.by = by;
        }
    }

    private sealed interface Begun {
        /** @param open what must not be paid any more either; null where there is nothing */
        record Refused(CheckoutOutcome outcome, @Nullable Checkout open) implements Begun {
            Refused(CheckoutOutcome outcome) {
                this(outcome, null);
            }
        }

        record Ready(Checkout checkout) implements Begun {}

        /** An older one at another price, or with too little time left: closed before there is another to pay at. */
        record InTheWay(Checkout older) implements Begun {}
    }

    private Begun begin(Caller caller, String key, Wanted wanted, String locale) {
        Account buyer = accounts.live(caller).orElse(null);
        if (buyer == null) {
            return new Begun.Refused(new CheckoutOutcome.NoAccount());
        }
        Offer offer = offers.byId(wanted.offerId()).orElse(null);
        if (offer == null) {
            return new Begun.Refused(
                    new CheckoutOutcome.NotForSale(wanted.offerId().text()));
        }
        CourseId course = OfferService.courseOf(offer).orElse(null);
        Checkout standing =
                checkouts.underWay(buyer.id(), offer.id(), course == null).orElse(null);
        // In this order: what was under way is only over once what it bought can be seen.
        Optional<CheckoutOutcome> refusal = purchasable.refuse(buyer.id(), offer);
        if (refusal.isPresent()) {
            return new Begun.Refused(refusal.get(), standing);
        }
        SaleCurrency theirs = currencies.of(buyer.id()).orElse(null);
        Money price = price(offer, wanted.currency(), theirs).orElse(null);
        if (price == null) {
            return new Begun.Refused(new CheckoutOutcome.NotSoldIn(String.valueOf(wanted.currency())));
        }
        if (theirs != null && theirs != price.currency()) {
            return new Begun.Refused(
                    new CheckoutOutcome.OtherCurrency(theirs, offer.in(theirs).isPresent()));
        }
        Taken taken = taken(buyer, wanted.promotionCode(), offer, price);
        if (taken.refusal() != null) {
            return new Begun.Refused(taken.refusal());
        }
        Checkout fresh = fresh(buyer, offer, course, price, taken.promo(), locale);
        // The key comes before what is in the way: one that made something closes nothing, and neither does one of
        // something else.
        return switch (once.run(caller.userId(), key, wanted, () -> put(fresh, standing))) {
            case Once.Outcome.KeyReused() -> new Begun.Refused(new CheckoutOutcome.KeyReused());
            case Once.Outcome.Made(String id) ->
                new Begun.Ready(checkouts.byId(new CheckoutId(id)).orElseThrow());
        };
    }

    /** In the one they pay in, where they name none. */
    private static Optional<Money> price(Offer offer, @Nullable String currency, @Nullable SaleCurrency theirs) {
        return currency == null
                ? Optional.of(offer.price(theirs))
                : SaleCurrency.parse(currency).flatMap(offer::in);
    }

    /** What a code takes off, or why it does not. */
    private record Taken(
            Checkout.@Nullable Promo promo, @Nullable CheckoutOutcome refusal) {}

    private Taken taken(Account buyer, @Nullable String code, Offer offer, Money price) {
        if (code == null || code.isBlank()) {
            return new Taken(null, null);
        }
        PromotionUse use = promotions.take(buyer.id(), code, offer, price);
        return use instanceof PromotionUse.Good(Discount discount)
                ? new Taken(new Checkout.Promo(discount.promotion().id(), discount.off()), null)
                : new Taken(null, new CheckoutOutcome.CodeRefused(use));
    }

    private Checkout fresh(
            Account buyer,
            Offer offer,
            @Nullable CourseId course,
            Money price,
            Checkout.@Nullable Promo promo,
            String locale) {
        return new Checkout(
                CheckoutId.next(),
                buyer.id(),
                offer.id(),
                course,
                price,
                promo,
                locale,
                0,
                Checkout.Status.OPEN,
                null,
                null,
                null,
                null,
                clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Money that is on its way must arrive or not before anybody pays again. */
    private boolean isOfUse(Checkout standing, Checkout wanted) {
        Instant soon = clock.instant().plus(LEAST_LEFT);
        boolean isSame = standing.offerId().equals(wanted.offerId())
                && standing.price().equals(wanted.price())
                && Objects.equals(standing.promo(), wanted.promo());
        return standing.status() == Checkout.Status.PROCESSING || isSame && standing.isOpenUntil(soon);
    }

    /** This one, or the one that somebody else's click has made in the meantime. */
    private String put(Checkout fresh, @Nullable Checkout standing) {
        if (standing != null && !isOfUse(standing, fresh)) {
            throw new Beaten(standing);
        }
        for (int i = 0; i < TRIES; i++) {
            if (checkouts.insert(fresh, clock.instant())) {
                return fresh.id().text();
            }
            Checkout other = checkouts.underWay(fresh).orElse(null);
            if (other != null && isOfUse(other, fresh)) {
                return other.id().text();
            }
            if (other != null) {
                throw new Beaten(other);
            }
        }
        throw new PaymentsAwayException("begin " + fresh.id(), new TimeoutException("others begin and end the same"));
    }

    /** Where that cannot be done now the sweep does it. */
    private void closeToo(Checkout open) {
        try {
            makeWay(open);
        } catch (PaymentsAwayException away) {
            LOG.warn("The page of {} is closed by the sweep", open.id(), away);
        }
    }

    private void makeWay(Checkout older) {
        if (older.sessionId() == null) {
            checkouts.giveUp(older.id(), clock.instant());
            return;
        }
        provider.close(older.sessionId());
        alignment.align(older.id());
    }

    /** In which somebody has paid, and has to pay from then on. */
    Optional<SaleCurrency> currencyOf(Caller caller) {
        return currencies.of(caller.user());
    }

    /** One's own. */
    Optional<Checkout> own(Caller caller, CheckoutId id) {
        return checkouts.byId(id).filter(checkout -> checkout.userId().equals(caller.user()));
    }

    List<Checkout> own(Caller caller, Collection<CheckoutId> ids) {
        return checkouts.byIds(ids).stream()
                .filter(checkout -> checkout.userId().equals(caller.user()))
                .toList();
    }

    Map<CheckoutId, Membership> membershipsOf(Collection<CheckoutId> checkoutIds) {
        return memberships.byCheckouts(checkoutIds);
    }

    Map<CheckoutId, Order> ordersOf(Collection<CheckoutId> checkoutIds) {
        return orders.byCheckouts(checkoutIds);
    }
}
