package io.aula.identity.commerce.membership;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SignedMoney;
import io.aula.identity.commerce.membership.MembershipChange.Previewed;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OfferId;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One's own membership in the graph; nobody sees another's. */
@Controller
class MembershipController {
    private static final int LONGEST_REASON = 500;

    private final MembershipService memberships;
    private final MembershipChange changes;
    private final MembershipConfirmation confirmation;
    private final OfferService offers;
    private final LiveMembership live;
    private final Clock clock;

    MembershipController(
            MembershipService memberships,
            MembershipChange changes,
            MembershipConfirmation confirmation,
            OfferService offers,
            LiveMembership live,
            Clock clock) {
        this.memberships = memberships;
        this.changes = changes;
        this.confirmation = confirmation;
        this.offers = offers;
        this.live = live;
        this.clock = clock;
    }

    record MoneyInput(long amount, String currency) {}

    record ChangeMembershipInput(String idempotencyKey, String offerId, Instant effectiveAt, MoneyInput today) {}

    @SchemaMapping(typeName = "Viewer", field = "membership")
    Optional<Membership> ofViewer() {
        return memberships.of(Caller.require().user());
    }

    @QueryMapping
    MembershipChange.Preview previewMembershipChange(@Argument String offerId) {
        return switch (preview(Caller.require(), offerId)) {
            case Previewed.Costs(MembershipChange.Preview preview) -> preview;
            case Previewed.Not(MembershipOutcome why) -> {
                UserError error = MembershipPayload.error(why);
                throw new DomainException(
                        why instanceof MembershipOutcome.ProviderAway ? "UNAVAILABLE" : "CONFLICT", error.message());
            }
        };
    }

    private Previewed preview(Caller caller, String offerId) {
        return OfferId.parse(offerId)
                .map(offer -> changes.preview(caller, offer))
                .orElseGet(() -> new Previewed.Not(new MembershipOutcome.NotForSale(offerId)));
    }

    @SchemaMapping(typeName = "ProrationPreview")
    Instant effectiveAt(MembershipChange.Preview preview) {
        return preview.at();
    }

    @MutationMapping
    MembershipPayload changeMembership(@Argument ChangeMembershipInput input) {
        Caller caller = Caller.require();
        return MembershipPayload.of(OfferId.parse(input.offerId())
                .map(offer -> changes.change(
                        caller,
                        input.idempotencyKey(),
                        new MembershipChange.Wanted(
                                offer,
                                input.effectiveAt(),
                                input.today().amount(),
                                input.today().currency())))
                .orElseGet(() -> new MembershipOutcome.NotForSale(input.offerId())));
    }

    @MutationMapping
    MembershipPayload confirmMembershipChange() {
        return MembershipPayload.of(confirmation.confirm(Caller.require()));
    }

    @MutationMapping
    MembershipPayload dropMembershipChange() {
        return MembershipPayload.of(confirmation.drop(Caller.require()));
    }

    @MutationMapping
    MembershipPayload cancelMembership(@Argument @Nullable String reason) {
        String words = reason == null ? "" : PlainText.name(reason);
        return MembershipPayload.of(
                memberships.cancel(Caller.require(), words.substring(0, Math.min(LONGEST_REASON, words.length()))));
    }

    @MutationMapping
    MembershipPayload resumeMembership() {
        return MembershipPayload.of(memberships.resume(Caller.require()));
    }

    @MutationMapping
    PortalPayload openBillingPortal() {
        MembershipOutcome outcome = memberships.portal(Caller.require(), Messages.of("es", "en"));
        return outcome instanceof MembershipOutcome.Portal(java.net.URI page)
                ? new PortalPayload(page.toString(), List.of())
                : new PortalPayload(null, List.of(MembershipPayload.error(outcome)));
    }

    record PortalPayload(@Nullable String url, List<UserError> userErrors) {}

    /** How it stands, and again whenever that changes. */
    @SubscriptionMapping
    Flux<Membership> membershipUpdated() {
        Caller caller = Caller.require();
        // Listening begins before the first look: what changes in between is told, not missed.
        return Flux.merge(live.changes(caller.user()), Mono.just(caller.user()))
                .publishOn(Schedulers.boundedElastic())
                .concatMap(user -> Mono.justOrEmpty(memberships.of(user)));
    }

    @EntityMapping("Membership")
    List<@Nullable Membership> memberships(List<Map<String, Object>> representations) {
        List<Optional<MembershipId>> ids = representations.stream()
                .map(one -> MembershipId.parse(String.valueOf(one.get("id"))))
                .toList();
        List<MembershipId> known = ids.stream().flatMap(Optional::stream).toList();
        Map<MembershipId, Membership> found =
                Caller.current().map(caller -> memberships.own(caller, known)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Membership::id, Function.identity()));
        return ids.stream()
                .<@Nullable Membership>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    @BatchMapping(typeName = "Membership")
    Map<Membership, Offer> offer(List<Membership> sources) {
        Map<OfferId, Offer> known = offers
                .byIds(sources.stream().map(Membership::offerId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Offer::id, Function.identity()));
        Map<Membership, Offer> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.offerId())));
        return answers;
    }

    @SchemaMapping(typeName = "Membership")
    boolean cancelAtPeriodEnd(Membership membership) {
        return membership.endsAt() != null && !membership.isOver();
    }

    record PendingChange(Offer offer, Instant until) {}

    @SchemaMapping(typeName = "Membership")
    @Nullable
    PendingChange pendingChange(Membership membership) {
        Membership.Pending pending = membership.pending();
        return pending == null
                ? null
                : new PendingChange(offers.byId(pending.offerId()).orElseThrow(), pending.until());
    }

    record UpcomingInvoice(Money due, Instant at) {}

    /** Asked for at the provider, and so for one at a time. */
    @SchemaMapping(typeName = "Membership")
    @Nullable
    UpcomingInvoice upcomingInvoice(Membership membership) {
        return switch (memberships.upcoming(membership)) {
            case MembershipService.Ahead.Bill(Money due, Instant at) -> new UpcomingInvoice(due, at);
            case MembershipService.Ahead.Nothing() -> null;
            case MembershipService.Ahead.NotKnown() ->
                throw new DomainException(
                        "UNAVAILABLE",
                        MembershipPayload.error(new MembershipOutcome.ProviderAway())
                                .message());
        };
    }

    @SchemaMapping(typeName = "Membership")
    @Nullable
    PaymentMethod paymentMethod(Membership membership) {
        Subscription.Card card = membership.card();
        return card == null
                ? null
                : new PaymentMethod(
                        card.brand(),
                        card.last4(),
                        card.month(),
                        card.year(),
                        Membership.expiresSoon(card, clock.instant()));
    }

    record PaymentMethod(String brand, String last4, int expMonth, int expYear, boolean expiresSoon) {}

    /** The oldest first: nothing later is paid before it. */
    @BatchMapping(typeName = "Membership")
    Map<Membership, @Nullable String> payUrl(List<Membership> sources) {
        Map<MembershipId, List<Subscription.Invoice>> found = memberships.invoices(
                sources.stream().filter(Membership::isOwing).map(Membership::id).toList());
        Map<Membership, @Nullable String> answers = new HashMap<>();
        sources.forEach(each -> answers.put(
                each,
                found.getOrDefault(each.id(), List.of()).reversed().stream()
                        .filter(invoice -> invoice.status() == Subscription.Invoice.Status.OPEN)
                        .map(Subscription.Invoice::url)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)));
        return answers;
    }

    @BatchMapping(typeName = "Membership")
    Map<Membership, List<MembershipInvoice>> invoices(List<Membership> sources) {
        Map<MembershipId, List<Subscription.Invoice>> found =
                memberships.invoices(sources.stream().map(Membership::id).toList());
        Map<Membership, List<MembershipInvoice>> answers = new HashMap<>();
        sources.forEach(each -> answers.put(
                each,
                found.getOrDefault(each.id(), List.of()).stream()
                        .map(MembershipInvoice::of)
                        .toList()));
        return answers;
    }

    record MembershipInvoice(
            String id,
            @Nullable String number,
            Subscription.Invoice.Status status,
            SignedMoney total,
            Money paid,
            Instant at,
            @Nullable String url) {
        static MembershipInvoice of(Subscription.Invoice invoice) {
            return new MembershipInvoice(
                    invoice.id(),
                    invoice.number(),
                    invoice.status(),
                    new SignedMoney(invoice.total(), invoice.currency()),
                    new Money(invoice.paid(), invoice.currency()),
                    invoice.at(),
                    invoice.url());
        }
    }
}
