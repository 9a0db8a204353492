package io.aula.identity.account;

import io.aula.identity.graphql.UserError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** What a mutation of a person answers. */
record ProfilePayload(@Nullable Account user, List<UserError> userErrors) {

    static ProfilePayload of(ProfileOutcome outcome, MessageSource messages, Locale locale) {
        return switch (outcome) {
            case ProfileOutcome.Changed(Account account) -> new ProfilePayload(account, List.of());
            case ProfileOutcome.Invalid(String field, String rule) ->
                refused(new UserError.ValidationError(
                        "INVALID", text(messages, locale, rule), List.of("input", field)));
            case ProfileOutcome.HandleTaken(String handle) ->
                refused(new UserError.ConflictError(
                        "HANDLE_TAKEN",
                        text(messages, locale, "profile.handle.taken", handle),
                        List.of("input", "handle"),
                        null));
            case ProfileOutcome.NoSuchAccount(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND", text(messages, locale, "profile.missing"), List.of("userId"), id));
            case ProfileOutcome.NoLongerAdmin() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN", text(messages, locale, "roles.noLongerAdmin"), List.of(), "admin"));
        };
    }

    private static ProfilePayload refused(UserError error) {
        return new ProfilePayload(null, List.of(error));
    }

    private static String text(MessageSource messages, Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
