package io.aula.identity.commerce.refund;

import io.aula.identity.commerce.order.Order;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.OrderId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The rule by which money goes back, and asking for it, in the graph. */
@Controller
class RefundController {
    private final RefundService refunds;

    RefundController(RefundService refunds) {
        this.refunds = refunds;
    }

    record RequestRefundInput(String idempotencyKey, String orderId, String reason) {}

    /** With the rule and how far it was met, so that a client can say more than the sentence. */
    record RefundRefusedError(String code, String message, List<String> path, RefundEligibility eligibility)
            implements UserError.OfFeature {}

    record OrderPayload(@Nullable Order order, List<UserError> userErrors) {}

    @MutationMapping
    OrderPayload requestRefund(@Argument RequestRefundInput input) {
        return ask(RefundService.Asker.BUYER, input);
    }

    @MutationMapping
    OrderPayload refundOrder(@Argument RequestRefundInput input) {
        return ask(RefundService.Asker.STAFF, input);
    }

    private OrderPayload ask(RefundService.Asker asker, RequestRefundInput input) {
        Caller caller = Caller.require();
        return payload(OrderId.parse(input.orderId())
                .map(id -> refunds.request(
                        caller, asker, input.idempotencyKey(), new RefundService.Wanted(id, input.reason())))
                .orElseGet(() -> new RefundOutcome.NoSuchOrder(input.orderId())));
    }

    @BatchMapping(typeName = "Order")
    Map<Order, RefundEligibility> refundEligibility(List<Order> sources) {
        return refunds.eligibilities(sources);
    }

    @SchemaMapping(typeName = "RefundEligibility")
    boolean eligible(RefundEligibility eligibility) {
        return eligibility.refusal().isEmpty();
    }

    @SchemaMapping(typeName = "RefundEligibility")
    double maxWatchedRatio(RefundEligibility eligibility) {
        return RefundEligibility.MOST_WATCHED;
    }

    @SchemaMapping(typeName = "RefundEligibility")
    double watchedRatio(RefundEligibility eligibility) {
        return eligibility.watched();
    }

    @SchemaMapping(typeName = "RefundEligibility")
    @Nullable
    String reason(RefundEligibility eligibility) {
        return eligibility.refusal().map(RefundController::words).orElse(null);
    }

    private static OrderPayload payload(RefundOutcome outcome) {
        return switch (outcome) {
            case RefundOutcome.Granted(Order order) -> new OrderPayload(order, List.of());
            case RefundOutcome.NotCarriedOut() ->
                refused(new UserError.ConflictError(
                        "REFUND_FAILED",
                        Messages.of(
                                "Stripe no ha hecho la devolución. Vuelve a abrir la página: si aún queda algo por devolver, pídelo otra vez.",
                                "Stripe did not carry out the refund. Open the page again: if something is left to give back, ask once more."),
                        List.of("input", "orderId"),
                        null));
            case RefundOutcome.NoSuchOrder(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of("No encontramos ese pedido.", "We cannot find that order."),
                        List.of("input", "orderId"),
                        id));
            case RefundOutcome.Refused(RefundEligibility eligibility) ->
                refused(new RefundRefusedError(
                        "REFUND_REFUSED",
                        eligibility.refusal().map(RefundController::words).orElse(""),
                        List.of("input", "orderId"),
                        eligibility));
            case RefundOutcome.ReasonInvalid() ->
                invalid(
                        "REASON_INVALID",
                        Messages.of(
                                "Di el motivo, en 500 caracteres como mucho.", "Say why, in at most 500 characters."),
                        "reason");
            case RefundOutcome.KeyInvalid() -> refused(UserError.keyInvalid());
            case RefundOutcome.KeyReused() -> refused(UserError.keyReused());
        };
    }

    private static String words(RefundEligibility.Refusal refusal) {
        return switch (refusal) {
            case NOTHING_LEFT ->
                Messages.of(
                        "Ya se devolvió todo, o está en camino.",
                        "All of it was given back already, or is on its way.");
            case DISPUTED ->
                Messages.of(
                        "El pago está reclamado al banco: decide él.",
                        "The bank was asked for the money back: the bank decides.");
            case TOO_LATE -> Messages.of("Han pasado más de 30 días.", "More than 30 days have passed.");
            case WATCHED ->
                Messages.of("Has visto más del 30 % del curso.", "You have watched more than 30 % of the course.");
        };
    }

    private static OrderPayload invalid(String code, String message, String argument) {
        return refused(new UserError.ValidationError(code, message, List.of("input", argument)));
    }

    private static OrderPayload refused(UserError error) {
        return new OrderPayload(null, List.of(error));
    }
}
