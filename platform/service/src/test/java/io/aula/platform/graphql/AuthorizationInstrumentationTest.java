package io.aula.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class AuthorizationInstrumentationTest {
    private static final String SDL = """
            directive @authenticated on FIELD_DEFINITION
            directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
            type Query {
              open: String
              mine: String @authenticated
              roster: String @requiresScopes(scopes: [["enrollments:read", "courses:manage"], ["admin"]])
              broken: String
            }
            """;
    private final GraphQL graph = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(SDL),
                            RuntimeWiring.newRuntimeWiring()
                                    .type(
                                            "Query",
                                            type -> type.dataFetcher("broken", env -> {
                                                throw new IllegalStateException("password=secret");
                                            }))
                                    .build()))
            .instrumentation(new AuthorizationInstrumentation())
            .defaultDataFetcherExceptionHandler(new ErrorMapping())
            .build();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void nobodyReadsWhatNeedsACallerAndTheRestIsAnswered() {
        ExecutionResult result = ask("{ open mine }");

        assertThat(codes(result)).containsExactly("UNAUTHENTICATED");
        assertThat(result.<Map<String, Object>>getData()).containsEntry("open", "yes");
    }

    @Test
    void theErrorNamesTheMissingScopeAndTheField() {
        signIn("enrollments:read");

        GraphQLError error = ask("{ roster }").getErrors().getFirst();

        assertThat(error.getExtensions())
                .containsEntry("code", "INSUFFICIENT_SCOPE")
                .containsEntry("coordinate", "Query.roster");
        assertThat(error.getExtensions().get("missingScopes")).isIn(List.of("courses:manage"), List.of("admin"));
    }

    @Test
    void innerScopesAreAllNeededAndOneAlternativeIsEnough() {
        signIn("enrollments:read courses:manage");
        assertThat(ask("{ roster }").getErrors()).isEmpty();
        signIn("admin");
        assertThat(ask("{ roster }").getErrors()).isEmpty();
    }

    @Test
    void ourOwnFaultsAreMasked() {
        GraphQLError error = ask("{ broken }").getErrors().getFirst();

        assertThat(error.getMessage()).doesNotContain("secret").contains("err_");
        assertThat(error.getExtensions()).containsEntry("code", "INTERNAL");
    }

    private ExecutionResult ask(String query) {
        return graph.execute(ExecutionInput.newExecutionInput(query)
                .root(Map.of("open", "yes", "mine", "yes", "roster", "yes"))
                .build());
    }

    private static List<Object> codes(ExecutionResult result) {
        return result.getErrors().stream()
                .map(error -> error.getExtensions().get("code"))
                .toList();
    }

    private static void signIn(String scopes) {
        Jwt jwt = Jwt.withTokenValue("t")
                .header("alg", "none")
                .subject("usr_1")
                .claim("scope", scopes)
                .expiresAt(Instant.MAX)
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt));
    }
}
