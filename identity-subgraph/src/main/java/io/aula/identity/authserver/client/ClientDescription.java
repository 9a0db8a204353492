package io.aula.identity.authserver.client;

import io.aula.identity.integrator.ClientKind;
import java.util.List;
import java.util.Set;

/** What a person says of a program of theirs. */
record ClientDescription(
        String name,
        ClientKind kind,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> scopes) {

    ClientDescription {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
    }
}
