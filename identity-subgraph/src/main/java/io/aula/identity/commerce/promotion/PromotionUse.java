package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;

/** Whether a code is good for something, and why not. */
public sealed interface PromotionUse {
    record Good(Discount discount) implements PromotionUse {}

    record Unknown() implements PromotionUse {}

    /** Its day has passed, or somebody ended it. */
    record Over() implements PromotionUse {}

    record OfSomethingElse() implements PromotionUse {}

    /** Once for each person. */
    record UsedByThem() implements PromotionUse {}

    /** By as many as may use it, some of whom may still be paying. */
    record UsedUp() implements PromotionUse {}

    record OfOtherCurrency(SaleCurrency currency) implements PromotionUse {}

    /** Less than can be charged, and not nothing. */
    record TooLittleLeft() implements PromotionUse {}

    /**
     * In the words of the schema.
     *
     * @param path of the code in what was asked
     */
    static UserError error(PromotionUse refusal, List<String> path) {
        return switch (refusal) {
            case Good _ -> throw new IllegalArgumentException(refusal + " is no refusal");
            case Unknown() ->
                new UserError.ValidationError(
                        "CODE_UNKNOWN",
                        Messages.of(
                                "No conocemos ese código. Mira si está bien escrito.",
                                "We do not know that code. See whether it is spelled right."),
                        path);
            case Over() ->
                new UserError.ConflictError(
                        "CODE_EXPIRED",
                        Messages.of("Ese código ya no vale: ha caducado.", "That code is no longer good: it expired."),
                        path,
                        null);
            case OfSomethingElse() ->
                new UserError.ConflictError(
                        "CODE_OF_OTHER",
                        Messages.of("Ese código es de otra cosa y aquí no vale.", "That code is for something else."),
                        path,
                        null);
            case UsedByThem() ->
                new UserError.ConflictError(
                        "CODE_USED",
                        Messages.of(
                                "Ya has comprado con ese código, y vale una vez por persona.",
                                "You have bought with that code, and it is good once for each person."),
                        path,
                        null);
            case UsedUp() ->
                new UserError.ConflictError(
                        "CODE_USED_UP",
                        Messages.of(
                                "Ese código ya lo han usado todas las personas que podían. Si alguien deja su compra sin pagar, quedará libre en un día.",
                                "That code has been used as often as it may be. If somebody leaves their purchase unpaid it is free within a day."),
                        path,
                        null);
            case OfOtherCurrency(SaleCurrency currency) ->
                new UserError.ConflictError(
                        "CODE_OF_OTHER_CURRENCY",
                        Messages.of(
                                "Ese código vale para pagar en " + currency + ". Elige esa moneda.",
                                "That code is good for paying in " + currency + ". Choose that currency."),
                        path,
                        null);
            case TooLittleLeft() ->
                new UserError.ConflictError(
                        "CODE_LEAVES_TOO_LITTLE",
                        Messages.of(
                                "Con ese código quedaría menos de lo que se puede cobrar. Compra sin él o avisa a quien te lo dio.",
                                "That code would leave less than can be charged. Buy without it, or tell whoever gave it to you."),
                        path,
                        null);
        };
    }
}
