package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.membership.Membership;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.order.Order;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.OfferId;
import io.aula.platform.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Buying, in the graph; everything here is one's own. */
@Controller
class CheckoutController {
    private final CheckoutService checkouts;
    private final OfferService offers;
    private final LiveCheckout live;

    CheckoutController(CheckoutService checkouts, OfferService offers, LiveCheckout live) {
        this.checkouts = checkouts;
        this.offers = offers;
        this.live = live;
    }

    record StartCheckoutInput(
            String idempotencyKey,
            String offerId,
            @Nullable String currency,
            @Nullable String promotionCode) {}

    @SchemaMapping(typeName = "Viewer")
    Optional<SaleCurrency> currency() {
        return checkouts.currencyOf(Caller.require());
    }

    @QueryMapping
    boolean paymentsEnabled() {
        return checkouts.takesPayments();
    }

    @QueryMapping
    Optional<Checkout> checkout(@Argument String id) {
        Caller caller = Caller.require();
        return CheckoutId.parse(id).flatMap(known -> checkouts.own(caller, known));
    }

    @MutationMapping
    CheckoutPayload startCheckout(@Argument StartCheckoutInput input) {
        Caller caller = Caller.require();
        return CheckoutPayload.of(OfferId.parse(input.offerId())
                .map(offer -> checkouts.start(
                        caller,
                        input.idempotencyKey(),
                        new CheckoutService.Wanted(offer, input.currency(), input.promotionCode()),
                        Messages.of("es", "en")))
                .orElseGet(() -> new CheckoutOutcome.NotForSale(input.offerId())));
    }

    /** How it stands, and again whenever that changes. */
    @SubscriptionMapping
    Flux<Checkout> checkoutUpdated(@Argument String id) {
        Caller caller = Caller.require();
        CheckoutId own = CheckoutId.parse(id)
                .filter(known -> checkouts.own(caller, known).isPresent())
                .orElseThrow(() -> DomainException.notFound(Messages.of(
                        "No hay ninguna compra tuya con ese número.", "There is no such checkout of yours.")));
        // Listening begins before the first look: what changes in between is told, not missed.
        return Flux.merge(live.changes(own), Mono.just(own))
                .publishOn(Schedulers.boundedElastic())
                .concatMap(changed -> Mono.justOrEmpty(checkouts.own(caller, changed)));
    }

    @EntityMapping("Checkout")
    List<@Nullable Checkout> checkouts(List<Map<String, Object>> representations) {
        List<Optional<CheckoutId>> ids = representations.stream()
                .map(one -> CheckoutId.parse(String.valueOf(one.get("id"))))
                .toList();
        List<CheckoutId> known = ids.stream().flatMap(Optional::stream).toList();
        Map<CheckoutId, Checkout> found =
                Caller.current().map(caller -> checkouts.own(caller, known)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Checkout::id, Function.identity()));
        return ids.stream()
                .<@Nullable Checkout>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    /** Only one that can still be paid at. */
    @SchemaMapping(typeName = "Checkout")
    @Nullable
    String url(Checkout checkout) {
        return checkout.status() == Checkout.Status.OPEN ? checkout.url() : null;
    }

    @SchemaMapping(typeName = "Checkout")
    @Nullable
    PaymentFailure failure(Checkout checkout) {
        String code = checkout.failure();
        return code == null ? null : PaymentFailure.of(code, checkout.status() == Checkout.Status.OPEN);
    }

    @BatchMapping(typeName = "Checkout")
    Map<Checkout, Offer> offer(List<Checkout> sources) {
        Map<OfferId, Offer> known = byId(sources.stream().map(Checkout::offerId).toList());
        Map<Checkout, Offer> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.offerId())));
        return answers;
    }

    @BatchMapping(typeName = "Checkout")
    Map<Checkout, Order> order(List<Checkout> sources) {
        Map<CheckoutId, Order> known =
                checkouts.ordersOf(sources.stream().map(Checkout::id).toList());
        Map<Checkout, Order> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.id())));
        return answers;
    }

    @BatchMapping(typeName = "Checkout")
    Map<Checkout, Membership> membership(List<Checkout> sources) {
        Map<CheckoutId, Membership> known =
                checkouts.membershipsOf(sources.stream().map(Checkout::id).toList());
        Map<Checkout, Membership> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.id())));
        return answers;
    }

    private Map<OfferId, Offer> byId(List<OfferId> ids) {
        return offers.byIds(ids).stream().collect(Collectors.toMap(Offer::id, Function.identity()));
    }
}
