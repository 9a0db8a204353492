package io.aula.gateway.policy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.policy.auth.FieldAuthorizer.Denial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldAuthorizerTest {

    private static final Condition SIGNED_IN = new Condition("signedIn", true);
    private static final Condition BRIEF = new Condition("brief", false);

    private final FieldAuthorizer authorizer = new FieldAuthorizer(AuthRequirements.read("""
            type Query { user: User }
            type User { name: String email: String @authenticated orders: String @requiresScopes(scopes: [["orders:read"]]) }
            """));

    @Test
    void whatIsForNobodyInParticularIsLeftAsItIs() {
        var operation = query(field("user", List.of(), field("name", List.of())));
        assertThat(authorizer.permit(operation, Caller.anonymous()).operation()).isSameAs(operation);
    }

    @Test
    void aFieldForPeopleSignedInIsTakenOutAndNamed() {
        var permitted = authorizer.permit(
                query(field("user", List.of(), field("name", List.of()), field("email", List.of()))),
                Caller.anonymous());
        assertThat(permitted.operation()).isEqualTo(query(field("user", List.of(), field("name", List.of()))));
        assertThat(permitted.denials())
                .containsExactly(new Denial(List.of("user", "email"), List.of(), "User.email", true, List.of()));
    }

    @Test
    void aDenialKnowsUnderWhichConditionsTheFieldIsAskedForAtAll() {
        var email = new InlineFragment(
                "User", List.of(SIGNED_IN), new SelectionSet("User", List.of(field("email", List.of(BRIEF)))));
        var permitted =
                authorizer.permit(query(field("user", List.of(), field("name", List.of()), email)), Caller.anonymous());
        assertThat(permitted.denials()).extracting(Denial::conditions).containsExactly(List.of(SIGNED_IN, BRIEF));
    }

    @Test
    void aMissingScopeIsNamed() {
        var caller = new Caller("usr_1", Set.of("profile"), Instant.MAX);
        var permitted = authorizer.permit(query(field("user", List.of(), field("orders", List.of()))), caller);
        assertThat(permitted.denials()).extracting(Denial::missingScopes).containsExactly(List.of("orders:read"));
        assertThat(permitted.operation())
                .as("an object is never left without a selection")
                .isEqualTo(query(field("user", List.of(), field("__typename", List.of()))));
    }

    private static Operation query(Selection selection) {
        return new Operation(
                OperationKind.QUERY, Optional.empty(), List.of(), new SelectionSet("Query", List.of(selection)));
    }

    private static FieldSelection field(String name, List<Condition> conditions, Selection... children) {
        var selections = children.length == 0 ? SelectionSet.none() : new SelectionSet("User", List.of(children));
        return new FieldSelection(name, name, List.of(), conditions, selections);
    }
}
