package io.aula.identity.entitlement;

import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right, or why there is none, in the words of the schema. */
record EntitlementPayload(@Nullable Entitlement entitlement, List<UserError> userErrors) {

    static EntitlementPayload of(EntitlementOutcome outcome) {
        return switch (outcome) {
            case EntitlementOutcome.Stands(Entitlement right) -> new EntitlementPayload(right, List.of());
            case EntitlementOutcome.NoSuchCourse(String id) ->
                missing(
                        id,
                        Messages.of(
                                "No conocemos ese curso. Si lo acabas de crear, espera unos segundos.",
                                "We do not know that course. If you have just made it, wait a few seconds."),
                        "input",
                        "courseId");
            case EntitlementOutcome.NoSuchPerson(String id) ->
                missing(
                        id,
                        Messages.of("No conocemos a esa persona.", "We do not know that person."),
                        "input",
                        "userId");
            case EntitlementOutcome.NoSuchEntitlement(String id) ->
                missing(id, Messages.of("Ese acceso no existe.", "There is no such access."), "entitlementId");
            case EntitlementOutcome.NotManaged() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Solo la persona a quien pertenece el curso da y retira el acceso.",
                                "Only the course's owner gives access and takes it back."),
                        List.of(),
                        "OWNS_COURSE"));
            case EntitlementOutcome.NotGranted() ->
                invalid(
                        "NOT_GRANTED",
                        Messages.of(
                                "Este acceso se pagó: termina con una devolución.",
                                "This access was paid for: it ends by a refund."),
                        "entitlementId");
            case EntitlementOutcome.ReasonInvalid(String argument) ->
                argument.equals("input")
                        ? invalid("REASON_INVALID", reason(), "input", "reason")
                        : invalid("REASON_INVALID", reason(), argument);
            case EntitlementOutcome.EndsInThePast() ->
                invalid(
                        "ENDS_IN_THE_PAST",
                        Messages.of(
                                "Elige un momento que aún no haya pasado.", "Choose a moment that is still to come."),
                        "input",
                        "endsAt");
            case EntitlementOutcome.KeyInvalid() -> refused(UserError.keyInvalid());
            case EntitlementOutcome.KeyReused() -> refused(UserError.keyReused());
        };
    }

    private static String reason() {
        return Messages.of("Di el motivo, en 500 caracteres como mucho.", "Say why, in at most 500 characters.");
    }

    private static EntitlementPayload missing(String id, String message, String... path) {
        return refused(new UserError.NotFoundError("NOT_FOUND", message, List.of(path), id));
    }

    private static EntitlementPayload invalid(String code, String message, String... path) {
        return refused(new UserError.ValidationError(code, message, List.of(path)));
    }

    private static EntitlementPayload refused(UserError error) {
        return new EntitlementPayload(null, List.of(error));
    }
}
