package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The offer, or why it was not changed, in the words of the schema. */
record OfferPayload(@Nullable Offer offer, List<UserError> userErrors) {

    static OfferPayload of(OfferOutcome outcome) {
        return switch (outcome) {
            case OfferOutcome.Stands(Offer offer) -> new OfferPayload(offer, List.of());
            case OfferOutcome.NoSuchCourse(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of(
                                "No conocemos ese curso. Si lo acabas de crear, espera unos segundos.",
                                "We do not know that course. If you have just made it, wait a few seconds."),
                        List.of("input", "courseId"),
                        id));
            case OfferOutcome.NotTaught() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Solo quien imparte el curso decide lo que cuesta.",
                                "Only those who teach the course decide what it costs."),
                        List.of("input", "courseId"),
                        "TEACHES_COURSE"));
            case OfferOutcome.NoLongerAdmin() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Solo la administración decide lo que cuesta la suscripción.",
                                "Only administrators decide what the membership costs."),
                        List.of(),
                        "ADMIN"));
            case OfferOutcome.NoPrice() ->
                price(
                        "PRICE_MISSING",
                        Messages.of(
                                "Di al menos un precio. Para que no cueste nada, haz gratuito el curso.",
                                "Give at least one price. To charge nothing, make the course free."));
            case OfferOutcome.NotSoldIn(String currency) ->
                price(
                        "CURRENCY_UNKNOWN",
                        Messages.of(
                                        "No vendemos en " + currency + ", solo en ",
                                        "We do not sell in " + currency + ", only in ")
                                + Arrays.stream(SaleCurrency.values())
                                        .map(SaleCurrency::name)
                                        .collect(Collectors.joining(", "))
                                + ".");
            case OfferOutcome.TwoPricesIn(SaleCurrency currency) ->
                price(
                        "CURRENCY_TWICE",
                        Messages.of(
                                "Hay dos precios en " + currency + ": deja uno.",
                                "There are two prices in " + currency + ": leave one."));
            case OfferOutcome.NotChargeable(SaleCurrency currency) ->
                price(
                        "PRICE_OUT_OF_RANGE",
                        Messages.of(
                                "Un precio en " + currency + " va de " + decimal(currency.least()) + " a "
                                        + decimal(SaleCurrency.MOST) + ".",
                                "A price in " + currency + " is from " + decimal(currency.least()) + " to "
                                        + decimal(SaleCurrency.MOST) + "."));
            case OfferOutcome.TrialTooLong(int most) ->
                refused(new UserError.ValidationError(
                        "TRIAL_OUT_OF_RANGE",
                        Messages.of(
                                "La prueba dura de 0 a " + most + " días.", "A trial has from 0 to " + most + " days."),
                        List.of("input", "trialDays")));
        };
    }

    /** As a person writes it in the language of the request. */
    private static String decimal(long minor) {
        return minor / 100 + Messages.of(",", ".") + "%02d".formatted(minor % 100);
    }

    private static OfferPayload price(String code, String message) {
        return refused(new UserError.ValidationError(code, message, List.of("input", "prices")));
    }

    private static OfferPayload refused(UserError error) {
        return new OfferPayload(null, List.of(error));
    }
}
