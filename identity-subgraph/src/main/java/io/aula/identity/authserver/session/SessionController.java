package io.aula.identity.authserver.session;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.Viewer;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Sign-ins in the graph. */
@Controller
class SessionController {
    private final SessionService sessions;
    private final AccountService accounts;

    SessionController(SessionService sessions, AccountService accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    record SessionPayload(@Nullable Viewer viewer, List<UserError> userErrors) {}

    @SchemaMapping(typeName = "Viewer", field = "sessions")
    List<Session> sessions() {
        return sessions.of(Caller.require());
    }

    @MutationMapping
    SessionPayload endSession(@Argument @Nullable String sessionId, @Argument boolean allOthers) {
        Caller caller = Caller.require();
        if ((sessionId == null) != allOthers) {
            return refused(new UserError.ValidationError(
                    "INVALID",
                    Messages.of("Di qué sesión, o todas las demás.", "Name one session, or all others."),
                    List.of("sessionId")));
        }
        if (allOthers) {
            sessions.endOthers(caller);
            return done(caller);
        }
        String session = String.valueOf(sessionId);
        return sessions.end(caller, session)
                ? done(caller)
                : refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of("Esa sesión ya no existe.", "That session is not there any more."),
                        List.of("sessionId"),
                        session));
    }

    private SessionPayload done(Caller caller) {
        Optional<Viewer> viewer = accounts.byId(caller.user()).map(account -> Viewer.of(account, caller));
        return new SessionPayload(viewer.orElse(null), List.of());
    }

    private static SessionPayload refused(UserError error) {
        return new SessionPayload(null, List.of(error));
    }
}
