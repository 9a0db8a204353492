package io.aula.identity.account;

import io.aula.platform.security.Caller;
import java.util.List;

/** Who asks, and what their token may do. */
public record Viewer(Account user, List<String> scopes) {
    public Viewer {
        scopes = List.copyOf(scopes);
    }

    public static Viewer of(Account user, Caller caller) {
        return new Viewer(user, caller.scopes().stream().sorted().toList());
    }
}
