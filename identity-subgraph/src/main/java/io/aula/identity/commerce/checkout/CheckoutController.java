package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.membership.Membership;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.order.Order;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
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
        return checkouts.own(Caller.require(), id);
    }

    @MutationMapping
    CheckoutPayload startCheckout(@Argument StartCheckoutInput input) {
        return CheckoutPayload.of(checkouts.start(
                Caller.require(),
                input.idempotencyKey(),
                new CheckoutService.Wanted(input.offerId(), input.currency(), input.promotionCode()),
                Messages.of("es", "en")));
    }

    /** How it stands, and again whenever that changes. */
    @SubscriptionMapping
    Flux<Checkout> checkoutUpdated(@Argument String id) {
        Caller caller = Caller.require();
        if (checkouts.own(caller, id).isEmpty()) {
            throw DomainException.notFound(
                    Messages.of("No hay ninguna compra tuya con ese número.", "There is no such checkout of yours."));
        }
        // Listening begins before the first look: what changes in between is told, not missed.
        return Flux.merge(live.changes(id), Mono.just(id))
                .publishOn(Schedulers.boundedElastic())
                .concatMap(changed -> Mono.justOrEmpty(checkouts.own(caller, changed)));
    }

    @EntityMapping("Checkout")
    List<@Nullable Checkout> checkouts(List<Map<String, Object>> representations) {
        List<String> ids = ids(representations);
        Map<String, Checkout> found =
                Caller.current().map(caller -> checkouts.own(caller, ids)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Checkout::id, Function.identity()));
        return ids.stream().<@Nullable Checkout>map(found::get).toList();
    }

    private static List<String> ids(List<Map<String, Object>> representations) {
        return representations.stream()
                .map(one -> String.valueOf(one.get("id")))
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
        Map<String, Offer> known = byId(sources.stream().map(Checkout::offerId).toList());
        Map<Checkout, Offer> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.offerId())));
        return answers;
    }

    @BatchMapping(typeName = "Checkout")
    Map<Checkout, Order> order(List<Checkout> sources) {
        Map<String, Order> known =
                checkouts.ordersOf(sources.stream().map(Checkout::id).toList());
        Map<Checkout, Order> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.id())));
        return answers;
    }

    @BatchMapping(typeName = "Checkout")
    Map<Checkout, Membership> membership(List<Checkout> sources) {
        Map<String, Membership> known =
                checkouts.membershipsOf(sources.stream().map(Checkout::id).toList());
        Map<Checkout, Membership> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.id())));
        return answers;
    }

    private Map<String, Offer> byId(List<String> ids) {
        return offers.byIds(ids).stream().collect(Collectors.toMap(Offer::id, Function.identity()));
    }
}
