package io.aula.identity.authserver;

import java.util.Set;

/** The grants that clients of ours may hold. */
final class GrantTypes {
    static final Set<String> ALL = Set.of("authorization_code", "refresh_token", "client_credentials");

    private GrantTypes() {}
}
