package io.aula.devstack.token;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.net.URI;
import java.util.List;

/** {@code bin/token WHO [SCOPE…]}, in the development profile only. */
public record TokenCommand(StackEnvironment environment) {

    private static final String PERSON_SCOPES = "openid profile:write users:read courses:write media:read media:upload"
            + " enrollments:read enrollments:write progress:read progress:write community:read community:write"
            + " graph:read graph:write notifications:read notifications:write";
    private static final String CLIENT_SCOPES = "users:read enrollments:read progress:read community:read";

    public String run(List<String> arguments) {
        if (!environment.isDevelopment()) {
            throw new SetupFailure("token: only in the development profile");
        }
        if (arguments.isEmpty()) {
            throw new SetupFailure("bin/token WHO [SCOPE…]: WHO is learner@aula.test or demo-integrator, say");
        }
        String who = arguments.getFirst();
        String scopes = String.join(" ", arguments.subList(1, arguments.size()));
        TokenClient client = new TokenClient(URI.create(environment.publicUrl()));
        if (who.contains("@")) {
            return client.forPerson(
                    who, environment.secrets().get("AULA_DEMO_PASSWORD"), scopes.isEmpty() ? PERSON_SCOPES : scopes);
        }
        return client.forClient(
                who, environment.secrets().get("AULA_DEMO_CLIENT_SECRET"), scopes.isEmpty() ? CLIENT_SCOPES : scopes);
    }
}
