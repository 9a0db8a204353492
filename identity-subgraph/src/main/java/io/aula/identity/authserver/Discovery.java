package io.aula.identity.authserver;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the metadata documents say (RFC 8414, OpenID Connect Discovery): what is there, and nothing that Spring could do. */
final class Discovery {
    private static final List<String> SECRETS = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> OR_NONE = List.of("client_secret_basic", "client_secret_post", "none");

    private Discovery() {}

    static void describe(Map<String, Object> metadata) {
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("prompt_values_supported", List.of("none", "login", "create"));
        metadata.put("ui_locales_supported", List.of("es", "en"));
        metadata.put("scopes_supported", List.copyOf(new TreeSet<>(ScopePolicy.all())));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.copyOf(new TreeSet<>(GrantTypes.ALL)));
        metadata.put("token_endpoint_auth_methods_supported", OR_NONE);
        metadata.put("revocation_endpoint_auth_methods_supported", OR_NONE);
        metadata.put("introspection_endpoint_auth_methods_supported", SECRETS);
        metadata.remove("tls_client_certificate_bound_access_tokens");
        metadata.remove("dpop_signing_alg_values_supported");
    }
}
