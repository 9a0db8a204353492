package io.aula.identity.commerce.checkout;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.membership.MembershipService;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.offer.ProviderPrices;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.PaymentsAwayException.Refused;
import io.aula.identity.commerce.promotion.PromotionCoupons;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.CourseId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has the provider make the page of a checkout: one of all who ask, while the others wait for it. */
@Component
class CheckoutOpening {
    /** Longer than whoever opens it may take, so that two are never at it. */
    private static final Duration CLAIM = Duration.ofSeconds(8);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int MOST_TRIES = 3;

    private final Checkouts checkouts;
    private final Customers customers;
    private final PaymentProvider provider;
    private final OfferService offers;
    private final ProviderPrices prices;
    private final PromotionCoupons coupons;
    private final AccountService accounts;
    private final CourseService courses;
    private final MembershipService memberships;
    private final IdentityProperties properties;
    private final Clock clock;

    CheckoutOpening(
            Checkouts checkouts,
            Customers customers,
            PaymentProvider provider,
            OfferService offers,
            ProviderPrices prices,
            PromotionCoupons coupons,
            AccountService accounts,
            CourseService courses,
            MembershipService memberships,
            IdentityProperties properties,
            Clock clock) {
        this.checkouts = checkouts;
        this.customers = customers;
        this.provider = provider;
        this.offers = offers;
        this.prices = prices;
        this.coupons = coupons;
        this.accounts = accounts;
        this.courses = courses;
        this.memberships = memberships;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The checkout with its page, or {@link PaymentsAwayException} when the caller's {@link Deadline} is over; one that needs no page
     * any more as it is.
     */
    Checkout open(Checkout checkout) {
        Checkout now = checkout;
        while (now.status() == Checkout.Status.OPEN && now.url() == null) {
            if (claim(now)) {
                make(checkouts.byId(now.id()).orElseThrow());
            } else if (Deadline.left(CLAIM).isNegative()) {
                throw new PaymentsAwayException("open a page for " + now.id(), new TimeoutException());
            } else {
                pause();
            }
            now = checkouts.byId(checkout.id()).orElseThrow();
        }
        return now;
    }

    private boolean claim(Checkout checkout) {
        Instant now = clock.instant();
        return checkouts.claimOpening(checkout.id(), now, now.plus(CLAIM));
    }

    private void make(Checkout checkout) {
        try {
            PaymentProvider.Page page = page(checkout, 1);
            CrashPoints.reach("checkout.after-page");
            checkouts.opened(checkout.id(), page);
        } catch (PaymentsAwayException away) {
            checkouts.releaseOpening(checkout.id());
            throw away;
        }
    }

    /** What the provider does not know any more is made anew: somebody deleted it there, or the account is another one. */
    private PaymentProvider.Page page(Checkout checkout, int tries) {
        Offer.Terms terms = offers.byId(checkout.offerId()).orElseThrow().terms();
        String customer = customer(checkout);
        String price = prices.of(checkout.offerId(), terms, checkout.price(), title(checkout));
        Checkout.Promo promo = checkout.promo();
        String coupon = promo == null ? null : coupons.of(promo.promotionId());
        try {
            return provider.open(
                    new PaymentProvider.NewPage(
                            checkout.id(),
                            customer,
                            price,
                            trialDays(checkout, terms),
                            coupon,
                            checkout.locale(),
                            URI.create(properties.issuer() + "/checkout/" + checkout.id()),
                            checkout.expiresAt()),
                    checkout.attempt());
        } catch (PaymentsAwayException refusal) {
            Refused refused = refusal.refused().orElseThrow(() -> refusal);
            if (tries == MOST_TRIES) {
                throw refusal;
            }
            switch (refused) {
                case CUSTOMER -> customers.forget(checkout.userId(), customer);
                case PRICE, PRODUCT -> prices.forget(checkout.offerId(), price, tries > 1);
                case COUPON -> {
                    if (promo != null && coupon != null) {
                        coupons.forget(promo.promotionId(), coupon);
                    }
                }
                case ITSELF -> {}
            }
            checkouts.nextAttempt(checkout.id());
            return page(checkouts.byId(checkout.id()).orElseThrow(), tries + 1);
        }
    }

    private String customer(Checkout checkout) {
        Customers.Customer known = customers.of(checkout.userId());
        if (known.name() != null) {
            return known.name();
        }
        Account account = accounts.byId(checkout.userId()).orElseThrow();
        String made = provider.customer(CustomerAddresses.buyer(account), known.attempt());
        customers.put(account.id(), made);
        return Objects.requireNonNullElse(customers.of(account.id()).name(), made);
    }

    /** Who was a member once has tried it. */
    private @Nullable Integer trialDays(Checkout checkout, Offer.Terms terms) {
        return switch (terms) {
            case Offer.Terms.OneTime _ -> null;
            case Offer.Terms.Membership membership ->
                memberships.of(checkout.userId()).isPresent() ? 0 : membership.trialDays();
        };
    }

    private String title(Checkout checkout) {
        CourseId course = checkout.courseId();
        return course == null
                ? Offer.MEMBERSHIP_NAME
                : courses.byId(course)
                        .map(Course::title)
                        .filter(title -> !title.isBlank())
                        .orElse(course.text());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new PaymentsAwayException("wait for a page", stopping);
        }
    }
}
