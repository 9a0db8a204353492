package io.aula.identity.authserver.grant;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.Viewer;
import io.aula.identity.authserver.ScopeWords;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Programs of others in the graph, each scope in words: those of the consent page. */
@Controller
class GrantController {
    private final GrantService grants;
    private final AccountService accounts;
    private final ScopeWords words;

    GrantController(GrantService grants, AccountService accounts, ScopeWords words) {
        this.grants = grants;
        this.accounts = accounts;
        this.words = words;
    }

    record GrantPayload(@Nullable Viewer viewer, List<UserError> userErrors) {}

    @SchemaMapping(typeName = "Viewer", field = "grants")
    List<Grant> grants() {
        return grants.of(Caller.require());
    }

    @SchemaMapping(typeName = "OAuthGrant", field = "id")
    String id(Grant grant) {
        return grant.clientId();
    }

    @SchemaMapping(typeName = "OAuthGrant", field = "scopes")
    List<ScopeWords.GrantedScope> scopes(Grant grant, Locale locale) {
        return words.of(grant.scopes(), locale);
    }

    @MutationMapping
    GrantPayload revokeGrant(@Argument String grantId) {
        Caller caller = Caller.require();
        if (!grants.revoke(caller, grantId)) {
            return new GrantPayload(
                    null,
                    List.of(new UserError.NotFoundError(
                            "NOT_FOUND",
                            Messages.of(
                                    "Esa aplicación ya no tenía permiso.",
                                    "That application had no permission any more."),
                            List.of("grantId"),
                            grantId)));
        }
        return new GrantPayload(
                accounts.byId(caller.user())
                        .map(account -> Viewer.of(account, caller))
                        .orElse(null),
                List.of());
    }
}
