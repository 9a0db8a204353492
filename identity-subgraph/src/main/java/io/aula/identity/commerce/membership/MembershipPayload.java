package io.aula.identity.commerce.membership;

import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The membership, or why it was not changed, in the words of the schema. */
record MembershipPayload(
        @Nullable Membership membership, @Nullable String confirmUrl, List<UserError> userErrors) {

    /** The bank said no: another card, or another day. */
    record CardDeclinedError(
            String code,
            String message,
            List<String> path,
            @Nullable String declineCode,
            boolean retryable) implements UserError.OfFeature {}

    static MembershipPayload of(MembershipOutcome outcome) {
        return switch (outcome) {
            case MembershipOutcome.Stands(Membership membership) -> new MembershipPayload(membership, null, List.of());
            case MembershipOutcome.ToConfirm(Membership membership, URI page) ->
                new MembershipPayload(membership, page.toString(), List.of());
            default -> new MembershipPayload(null, null, List.of(error(outcome)));
        };
    }

    static UserError error(MembershipOutcome outcome) {
        return switch (outcome) {
            case MembershipOutcome.Stands _, MembershipOutcome.ToConfirm _, MembershipOutcome.Portal _ ->
                throw new IllegalArgumentException(outcome + " is no refusal");
            case MembershipOutcome.None() ->
                conflict(
                        "NO_MEMBERSHIP",
                        Messages.of(
                                "No tienes ninguna suscripción en marcha.", "You have no membership that goes on."));
            case MembershipOutcome.NotNow(String status) -> notNow(status);
            case MembershipOutcome.NotForSale(String id) ->
                new UserError.NotFoundError(
                        "NOT_FOR_SALE",
                        Messages.of("Esto ya no se vende.", "This is no longer for sale."),
                        List.of("input", "offerId"),
                        id);
            case MembershipOutcome.NotSoldIn(String currency) ->
                conflict(
                        "CURRENCY_UNKNOWN",
                        Messages.of(
                                "Pagas en " + currency + ", y en esa moneda no se vende. Elige otra opción.",
                                "You pay in " + currency + ", in which it is not sold. Choose something else."));
            case MembershipOutcome.PreviewStale() ->
                conflict(
                        "PREVIEW_STALE",
                        Messages.of(
                                "El importe ha cambiado desde que lo miraste. Revísalo y confirma otra vez.",
                                "The sum has changed since you looked. See it again and confirm."));
            case MembershipOutcome.Declined(String code) ->
                new CardDeclinedError(
                        "CARD_DECLINED",
                        Messages.of(
                                "El banco rechazó el pago y no ha cambiado nada. Pon otra tarjeta en la página de pagos.",
                                "The bank declined the payment, and nothing has changed. Enter another card at the page of payments."),
                        List.of(),
                        code,
                        true);
            case MembershipOutcome.KeyInvalid() -> UserError.keyInvalid();
            case MembershipOutcome.KeyReused() -> UserError.keyReused();
            case MembershipOutcome.ProviderAway() ->
                new UserError.ValidationError(
                        "UNAVAILABLE",
                        Messages.of(
                                "Stripe no responde. Mira en un minuto cómo ha quedado y, si hace falta, prueba otra vez.",
                                "Stripe does not answer. See in a minute how it stands and, if need be, try again."),
                        List.of());
        };
    }

    private static UserError notNow(String status) {
        return switch (status) {
            case "ENDING" ->
                conflict(
                        "MEMBERSHIP_ENDING",
                        Messages.of(
                                "Tu suscripción tiene fecha de fin. Reanúdala antes de cambiarla.",
                                "Your membership is to end. Resume it before you change it."));
            case "CONFIRMING" ->
                conflict(
                        "MEMBERSHIP_CONFIRMING",
                        Messages.of(
                                "Tu banco espera que confirmes un cambio. Confírmalo o déjalo antes de pedir otro.",
                                "Your bank waits for you to confirm a change. Confirm or drop it before you want another."));
            case "PAUSED", "INCOMPLETE" ->
                conflict(
                        "MEMBERSHIP_PAUSED",
                        Messages.of(
                                "Tu suscripción está en pausa. Pon una tarjeta en la página de pagos para seguir.",
                                "Your membership is paused. Enter a card at the page of payments to go on."));
            default ->
                conflict(
                        "MEMBERSHIP_OWING",
                        Messages.of(
                                "Hay un pago pendiente. Ponte al día antes de cambiar la suscripción.",
                                "A payment is outstanding. Settle it before you change the membership."));
        };
    }

    private static UserError conflict(String code, String message) {
        return new UserError.ConflictError(code, message, List.of(), null);
    }
}
