package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.promotion.PromotionUse;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checkout, or why there is none, in the words of the schema. */
record CheckoutPayload(@Nullable Checkout checkout, List<UserError> userErrors) {

    static CheckoutPayload of(CheckoutOutcome outcome) {
        return switch (outcome) {
            case CheckoutOutcome.Stands(Checkout checkout) -> new CheckoutPayload(checkout, List.of());
            case CheckoutOutcome.NotForSale(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOR_SALE",
                        Messages.of("Esto ya no se vende.", "This is no longer for sale."),
                        List.of("input", "offerId"),
                        id));
            case CheckoutOutcome.NotSoldIn(String currency) ->
                invalid(
                        "CURRENCY_UNKNOWN",
                        Messages.of("No se vende en " + currency + ".", "It is not sold in " + currency + "."),
                        "currency");
            case CheckoutOutcome.OtherCurrency(SaleCurrency theirs, boolean isSoldInIt) ->
                conflict(
                        "CURRENCY_FIXED",
                        isSoldInIt
                                ? Messages.of(
                                        "Tus otras compras son en " + theirs
                                                + ", y no se pueden mezclar monedas. Elige " + theirs + ".",
                                        "You paid in " + theirs + " before, and currencies cannot be mixed. Choose "
                                                + theirs + ".")
                                : Messages.of(
                                        "Tus otras compras son en " + theirs
                                                + ", y esto no se vende en esa moneda. Pide un precio en " + theirs
                                                + " a quien lo vende.",
                                        "You paid in " + theirs
                                                + " before, and this is not sold in it. Ask its seller for a price in "
                                                + theirs + "."),
                        "currency");
            case CheckoutOutcome.Over() ->
                conflict(
                        "CHECKOUT_OVER",
                        Messages.of(
                                "Esa página de pago ya está cerrada y no se ha cobrado nada. Empieza otra vez.",
                                "That payment page is closed, and nothing was charged. Begin again."),
                        "idempotencyKey");
            case CheckoutOutcome.CodeRefused(PromotionUse why) ->
                refused(PromotionUse.error(why, List.of("input", "promotionCode")));
            case CheckoutOutcome.IsFree() ->
                conflict(
                        "COURSE_FREE",
                        Messages.of(
                                "Este curso es gratuito: inscríbete sin pagar.",
                                "This course is free: enroll without paying."),
                        "offerId");
            case CheckoutOutcome.AlreadyOwned() ->
                conflict(
                        "ALREADY_OWNED",
                        Messages.of("Este curso ya es tuyo.", "This course is yours already."),
                        "offerId");
            case CheckoutOutcome.AlreadyMember() ->
                conflict(
                        "ALREADY_MEMBER",
                        Messages.of(
                                "Ya tienes la suscripción. Puedes cambiarla en «Mi suscripción».",
                                "You have the membership already. You can change it in “My membership”."),
                        "offerId");
            case CheckoutOutcome.NoAccount() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of("Entra otra vez en tu cuenta.", "Sign in to your account again."),
                        List.of(),
                        "ACCOUNT"));
            case CheckoutOutcome.KeyInvalid() -> refused(UserError.keyInvalid());
            case CheckoutOutcome.KeyReused() -> refused(UserError.keyReused());
            case CheckoutOutcome.NotConfigured() ->
                refused(new UserError.ValidationError(
                        "PAYMENTS_NOT_CONFIGURED",
                        Messages.of(
                                "Aquí no se puede pagar en línea. Pide acceso a quien imparte el curso.",
                                "Nothing can be paid online here. Ask whoever teaches the course for access."),
                        List.of()));
            case CheckoutOutcome.ProviderAway() ->
                refused(new UserError.ValidationError(
                        "UNAVAILABLE",
                        Messages.of(
                                "La página de pago no responde. No se ha cobrado nada: prueba otra vez en un minuto.",
                                "The payment page does not answer. Nothing was charged: try again in a minute."),
                        List.of()));
        };
    }

    private static CheckoutPayload invalid(String code, String message, String argument) {
        return refused(new UserError.ValidationError(code, message, List.of("input", argument)));
    }

    private static CheckoutPayload conflict(String code, String message, String argument) {
        return refused(new UserError.ConflictError(code, message, List.of("input", argument), null));
    }

    private static CheckoutPayload refused(UserError error) {
        return new CheckoutPayload(null, List.of(error));
    }
}
