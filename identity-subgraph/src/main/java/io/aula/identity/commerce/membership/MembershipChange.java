package io.aula.identity.commerce.membership;

import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.offer.ProviderPrices;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.PaymentsAwayException.Refused;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OfferId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** From the month to the year and back, at the sum that was shown before. */
@Service
class MembershipChange {
    /** So long a sum that was shown holds. */
    private static final Duration PREVIEW_HOLDS = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(MembershipChange.class);

    private final Memberships memberships;
    private final MembershipAlignment alignment;
    private final MemberActs acts;
    private final SubscriptionProvider provider;
    private final OfferService offers;
    private final ProviderPrices prices;
    private final AuditTrail audit;
    private final Once once;
    private final TransactionTemplate transaction;
    private final MembershipConfirmation confirmation;
    private final Clock clock;

    MembershipChange(
            Memberships memberships,
            MembershipAlignment alignment,
            MemberActs acts,
            SubscriptionProvider provider,
            OfferService offers,
            ProviderPrices prices,
            AuditTrail audit,
            Once once,
            TransactionTemplate transaction,
            MembershipConfirmation confirmation,
            Clock clock) {
        this.memberships = memberships;
        this.alignment = alignment;
        this.acts = acts;
        this.provider = provider;
        this.offers = offers;
        this.prices = prices;
        this.audit = audit;
        this.once = once;
        this.transaction = transaction;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    /** @param at reckoned from then */
    record Preview(Money today, Money nextInvoice, Instant nextAt, Instant at) {}

    /** What is wanted, apart from the key, and what was shown of it. */
    record Wanted(OfferId offerId, Instant at, long today, String currency) {}

    sealed interface Previewed {
        record Costs(Preview preview) implements Previewed {}

        record Not(MembershipOutcome why) implements Previewed {}
    }

    /** Which offer a change is to, and at which price. */
    private record Target(Membership membership, Offer offer, Money price) {}

    private sealed interface Aimed {
        record At(Target target) implements Aimed {}

        record Not(MembershipOutcome why) implements Aimed {}
    }

    Previewed preview(Caller caller, OfferId offerId) {
        return switch (aim(caller, offerId)) {
            case Aimed.Not(MembershipOutcome why) -> new Previewed.Not(why);
            case Aimed.At(Target target) -> {
                try {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                    yield new Previewed.Costs(Deadline.within(MemberActs.PATIENCE, () -> preview(target, now)));
                } catch (PaymentsAwayException away) {
                    away.refused().ifPresent(refused -> forget(target, refused));
                    LOG.warn("The payment provider previews nothing", away);
                    yield new Previewed.Not(new MembershipOutcome.ProviderAway());
                }
            }
        };
    }

    /** In a trial nothing is due, and the new price follows it; otherwise a new period begins with the change. */
    private Preview preview(Target target, Instant at) {
        Membership membership = target.membership();
        if (membership.status() == Subscription.Status.TRIALING) {
            Instant end = membership.currentPeriodEnd();
            return new Preview(new Money(0, target.price().currency()), target.price(), end, at);
        }
        SubscriptionProvider.Preview costs = provider.preview(change(target, at));
        long next = Math.max(0, target.price().amount() - costs.credit().amount());
        return new Preview(costs.today(), new Money(next, target.price().currency()), end(target.offer(), at), at);
    }

    private SubscriptionProvider.Change change(Target target, Instant at) {
        Membership membership = target.membership();
        String price = prices.of(target.offer().id(), target.offer().terms(), target.price(), Offer.MEMBERSHIP_NAME);
        return new SubscriptionProvider.Change(
                membership.subscriptionId(), Objects.requireNonNull(membership.itemId()), price, at);
    }

    private static Instant end(Offer offer, Instant at) {
        boolean isYear = offer.terms() instanceof Offer.Terms.Membership membership
                && membership.interval() == Offer.Interval.YEAR;
        OffsetDateTime begin = at.atOffset(ZoneOffset.UTC);
        return (isYear ? begin.plusYears(1) : begin.plusMonths(1)).toInstant();
    }

    private Aimed aim(Caller caller, OfferId offerId) {
        Membership membership = acts.live(caller).orElse(null);
        if (membership == null) {
            return new Aimed.Not(new MembershipOutcome.None());
        }
        boolean isChangeable = membership.endsAt() == null
                && (membership.status() == Subscription.Status.ACTIVE
                        || membership.status() == Subscription.Status.TRIALING);
        if (membership.pending() != null) {
            return new Aimed.Not(new MembershipOutcome.NotNow("CONFIRMING"));
        }
        if (!isChangeable) {
            return new Aimed.Not(new MembershipOutcome.NotNow(
                    membership.endsAt() == null ? membership.status().name() : "ENDING"));
        }
        Offer offer = offers.byId(offerId).filter(Offer::active).orElse(null);
        if (offer == null || !(offer.terms() instanceof Offer.Terms.Membership)) {
            return new Aimed.Not(new MembershipOutcome.NotForSale(offerId.text()));
        }
        SaleCurrency currency = membership.price().currency();
        return offer.in(currency)
                .<Aimed>map(price -> new Aimed.At(new Target(membership, offer, price)))
                .orElseGet(() -> new Aimed.Not(new MembershipOutcome.NotSoldIn(currency.name())));
    }

    MembershipOutcome change(Caller caller, String key, Wanted wanted) {
        if (!IdempotencyKey.isGood(key)) {
            return new MembershipOutcome.KeyInvalid();
        }
        Once.Outcome claimed = Objects.requireNonNull(
                transaction.execute(status -> once.run(caller.userId(), key, wanted, () -> "change")));
        if (claimed instanceof Once.Outcome.KeyReused) {
            return new MembershipOutcome.KeyReused();
        }
        return acts.acting(caller, membership -> {
            alignment.align(membership.id()); // The first answer may have been lost, and the change be done.
            Membership now = memberships.byId(membership.id()).orElseThrow();
            if (now.offerId().equals(wanted.offerId())) {
                return new MembershipOutcome.Stands(now);
            }
            Membership.Pending pending = now.pending();
            return pending != null && pending.offerId().equals(wanted.offerId())
                    ? confirmation.of(now)
                    : changeTo(caller, key, wanted);
        });
    }

    private MembershipOutcome changeTo(Caller caller, String key, Wanted wanted) {
        return switch (aim(caller, wanted.offerId())) {
            case Aimed.Not(MembershipOutcome why) -> why;
            case Aimed.At(Target target) -> {
                try {
                    yield changeTo(caller, key, wanted, target);
                } catch (PaymentsAwayException refusal) {
                    forget(target, refusal.refused().orElseThrow(() -> refusal));
                    yield new MembershipOutcome.PreviewStale();
                }
            }
        };
    }

    /** A price that the provider does not know any more is made anew for the next look. */
    private void forget(Target target, Refused refused) {
        if (refused == Refused.PRICE || refused == Refused.PRODUCT) {
            Offer offer = target.offer();
            String price = prices.of(offer.id(), offer.terms(), target.price(), Offer.MEMBERSHIP_NAME);
            prices.forget(offer.id(), price, refused == Refused.PRODUCT);
        }
    }

    private MembershipOutcome changeTo(Caller caller, String key, Wanted wanted, Target target) {
        Instant at = wanted.at().truncatedTo(ChronoUnit.SECONDS);
        Instant now = clock.instant();
        boolean isFresh = !at.isAfter(now) && at.isAfter(now.minus(PREVIEW_HOLDS));
        if (!isFresh
                || !wanted.currency().equals(target.price().currency().name())
                || preview(target, at).today().amount() != wanted.today()) {
            return new MembershipOutcome.PreviewStale();
        }
        MembershipId id = target.membership().id();
        SubscriptionProvider.Changed changed = provider.change(change(target, at), "change:" + id + ":" + key);
        CrashPoints.reach("membership.after-change");
        alignment.align(id);
        return switch (changed) {
            case SubscriptionProvider.Changed.Declined(String code) -> new MembershipOutcome.Declined(code);
            case SubscriptionProvider.Changed.ToConfirm() -> confirmation.of(target.membership());
            case SubscriptionProvider.Changed.Done() -> {
                audit.record(
                        caller.user(),
                        "membership.changed",
                        id.text(),
                        target.offer().id().text());
                yield acts.stands(target.membership());
            }
        };
    }
}
