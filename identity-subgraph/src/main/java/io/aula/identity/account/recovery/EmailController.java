package io.aula.identity.account.recovery;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.Viewer;
import io.aula.identity.account.recovery.EmailChangeService.Wish;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import io.aula.platform.security.UnauthenticatedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** One's own address in the graph, and the wish for another. */
@Controller
class EmailController {
    private final EmailChangeService emails;
    private final AccountService accounts;

    EmailController(EmailChangeService emails, AccountService accounts) {
        this.emails = emails;
        this.accounts = accounts;
    }

    record EmailPayload(@Nullable Viewer viewer, List<UserError> userErrors) {}

    @SchemaMapping(typeName = "Viewer", field = "pendingEmail")
    Optional<String> pending(Viewer viewer) {
        return emails.pending(viewer.user().id()).map(EmailAddress::value);
    }

    @MutationMapping
    EmailPayload changeEmail(@Argument String email) {
        Caller caller = Caller.require();
        Account account = own(caller);
        return switch (emails.ask(account, EmailAddress.of(email))) {
            case Wish.Asked() -> new EmailPayload(Viewer.of(account, caller), List.of());
            case Wish.NoAddress() ->
                refused(
                        "INVALID",
                        Messages.of("Eso no parece un correo.", "This does not look like an email address."));
            case Wish.Same() -> refused("INVALID", Messages.of("Ese ya es tu correo.", "That is your email already."));
            case Wish.TooOften(Duration remaining) -> refused("TOO_OFTEN", tooOften(remaining));
        };
    }

    @MutationMapping
    EmailPayload cancelEmailChange() {
        Caller caller = Caller.require();
        Account account = own(caller);
        emails.forget(account.id());
        return new EmailPayload(Viewer.of(account, caller), List.of());
    }

    private Account own(Caller caller) {
        return accounts.byId(caller.user()).filter(Account::active).orElseThrow(UnauthenticatedException::new);
    }

    private static String tooOften(Duration remaining) {
        long minutes = remaining.plusSeconds(59).toMinutes();
        return Messages.of(
                "Has pedido varios cambios seguidos. Espera %d min y vuelve a probar.".formatted(minutes),
                "You asked for several changes in a row. Wait %d min and try again.".formatted(minutes));
    }

    private static EmailPayload refused(String code, String message) {
        return new EmailPayload(null, List.of(new UserError.ValidationError(code, message, List.of("email"))));
    }
}
