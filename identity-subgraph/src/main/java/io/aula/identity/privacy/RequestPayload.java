package io.aula.identity.privacy;

import io.aula.identity.graphql.UserError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That something was asked for which takes a while. */
public record RequestPayload(
        @Nullable String requestId, @Nullable Instant readyBy, List<UserError> userErrors) {

    public static RequestPayload refused(UserError error) {
        return new RequestPayload(null, null, List.of(error));
    }
}
