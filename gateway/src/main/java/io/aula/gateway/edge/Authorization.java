package io.aula.gateway.edge;

import io.aula.gateway.operation.Operation;
import io.aula.gateway.policy.auth.Caller;
import io.aula.gateway.policy.auth.FieldAuthorizer;
import io.aula.gateway.policy.auth.FieldAuthorizer.Permitted;
import io.aula.gateway.policy.auth.InvalidTokenException;
import io.aula.gateway.policy.auth.KeysUnavailableException;
import io.aula.gateway.policy.auth.TokenVerifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who is calling, and what is left of an operation for them. Without a verifier everything passes: subgraphs decide. */
final class Authorization {

    private final Optional<TokenVerifier> verifier;
    private final FieldAuthorizer authorizer;
    private final Executor workers;

    Authorization(Optional<TokenVerifier> verifier, FieldAuthorizer authorizer, Executor workers) {
        this.verifier = verifier;
        this.authorizer = authorizer;
        this.workers = workers;
    }

    /** A caller, or that the token is worth nothing. */
    record Outcome(Caller caller, Optional<Refusal> refusal) {}

    void identify(Optional<String> authorization, Executor loop, Consumer<Outcome> done) {
        if (verifier.isEmpty() || authorization.isEmpty()) {
            done.accept(new Outcome(Caller.anonymous(), Optional.empty()));
            return;
        }
        var header = authorization.get();
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            done.accept(refused("Only bearer tokens are understood"));
            return;
        }
        var token = header.substring(7).strip();
        var known = verifier.get().remembered(token);
        if (known.isPresent()) {
            done.accept(new Outcome(known.get(), Optional.empty()));
            return;
        }
        workers.execute(() -> {
            var outcome = verify(token);
            loop.execute(() -> done.accept(outcome));
        });
    }

    private Outcome verify(String token) {
        try {
            return new Outcome(verifier.orElseThrow().verify(token), Optional.empty());
        } catch (InvalidTokenException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (KeysUnavailableException e) {
            // Not 401: whoever asks is not signed out because nobody can be asked about them.
            return new Outcome(
                    Caller.anonymous(),
                    Optional.of(Refusal.of(
                            503, "UNAVAILABLE", "Your token cannot be checked just now; try again in a few seconds")));
        }
    }

    private static Outcome refused(String message) {
        return new Outcome(Caller.anonymous(), Optional.of(Refusal.of(401, "UNAUTHENTICATED", message)));
    }

    Permitted permit(Operation operation, Caller caller) {
        return verifier.isEmpty() ? new Permitted(operation, List.of()) : authorizer.permit(operation, caller);
    }
}
