package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The code, or why there is none, in the words of the schema. */
record PromotionPayload(@Nullable Promotion promotion, List<UserError> userErrors) {

    static PromotionPayload of(PromotionOutcome outcome) {
        return switch (outcome) {
            case PromotionOutcome.Stands(Promotion promotion) -> new PromotionPayload(promotion, List.of());
            case PromotionOutcome.NoSuchCourse(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of(
                                "No conocemos ese curso. Si lo acabas de crear, espera unos segundos.",
                                "We do not know that course. If you have just made it, wait a few seconds."),
                        List.of("input", "courseIds"),
                        id));
            case PromotionOutcome.NotTaught() ->
                forbidden(
                        Messages.of(
                                "Solo quien imparte un curso hace códigos para él.",
                                "Only those who teach a course make codes for it."),
                        "TEACHES_COURSE");
            case PromotionOutcome.NotStaff() ->
                forbidden(
                        Messages.of(
                                "Solo la administración hace códigos para la suscripción.",
                                "Only administrators make codes for the membership."),
                        "ADMIN");
            case PromotionOutcome.NoSuchPromotion(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of("No hay ningún código así.", "There is no such code."),
                        List.of("promotionId"),
                        id));
            case PromotionOutcome.CodeInvalid() ->
                invalid(
                        "CODE_INVALID",
                        Messages.of(
                                "Un código lleva de 3 a 30 letras sin tilde, cifras o guiones, y empieza por letra o cifra.",
                                "A code has 3 to 30 plain letters, digits or dashes, and begins with a letter or a digit."),
                        "code");
            case PromotionOutcome.CodeTaken(String code) ->
                refused(new UserError.ConflictError(
                        "CODE_TAKEN",
                        Messages.of(
                                "Ya hay un código " + code + " en marcha. Elige otro, o termina aquel.",
                                "There is a code " + code + " already. Choose another, or end that one."),
                        List.of("input", "code"),
                        null));
            case PromotionOutcome.OffInvalid() ->
                invalid(
                        "DISCOUNT_INVALID",
                        Messages.of(
                                "Di cuánto descuenta: o de 1 a 100 por ciento, o un importe.",
                                "Say what it takes off: either 1 to 100 per cent, or an amount."),
                        "percentOff");
            case PromotionOutcome.NotSoldIn(String currency) ->
                invalid(
                        "CURRENCY_UNKNOWN",
                        Messages.of(
                                        "No vendemos en " + currency + ", solo en ",
                                        "We do not sell in " + currency + ", only in ")
                                + Arrays.stream(SaleCurrency.values())
                                        .map(SaleCurrency::name)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "amountOff");
            case PromotionOutcome.TooMuchOff(SaleCurrency currency) ->
                invalid(
                        "DISCOUNT_LEAVES_TOO_LITTLE",
                        Messages.of(
                                "Nada de esto quedaría con un precio en " + currency
                                        + " que se pueda cobrar. Descuenta menos, o todo.",
                                "Nothing of it would be left with a price in " + currency
                                        + " that can be charged. Take off less, or all of it."),
                        "amountOff");
            case PromotionOutcome.TooManyCourses(int most) ->
                invalid(
                        "COURSES_INVALID",
                        Messages.of("Elige de 1 a " + most + " cursos.", "Choose 1 to " + most + " courses."),
                        "courseIds");
            case PromotionOutcome.LimitInvalid(int most) ->
                invalid(
                        "LIMIT_INVALID",
                        Messages.of(
                                "El máximo de usos va de 1 a " + most + ".",
                                "The limit of uses is from 1 to " + most + "."),
                        "maxRedemptions");
            case PromotionOutcome.ExpiresInThePast() ->
                invalid(
                        "EXPIRES_IN_THE_PAST",
                        Messages.of("Esa fecha ya ha pasado.", "That day has passed already."),
                        "expiresAt");
            case PromotionOutcome.KeyInvalid() -> refused(UserError.keyInvalid());
            case PromotionOutcome.KeyReused() -> refused(UserError.keyReused());
        };
    }

    private static PromotionPayload forbidden(String message, String permission) {
        return refused(new UserError.ForbiddenError("FORBIDDEN", message, List.of("input", "courseIds"), permission));
    }

    private static PromotionPayload invalid(String code, String message, String argument) {
        return refused(new UserError.ValidationError(code, message, List.of("input", argument)));
    }

    private static PromotionPayload refused(UserError error) {
        return new PromotionPayload(null, List.of(error));
    }
}
