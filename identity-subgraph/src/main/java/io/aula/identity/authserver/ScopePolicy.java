package io.aula.identity.authserver;

import io.aula.identity.account.Role;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which scopes exist and who may hold them. Pure. */
public final class ScopePolicy {
    public static final String OPENID = "openid";
    private static final Set<String> ANYBODY = Set.of(
            "profile:write",
            "users:email",
            // Opens one's own roles; a list of people is for staff, which its resolver checks.
            "users:read",
            "media:read",
            "enrollments:read",
            "enrollments:write",
            "progress:read",
            "progress:write",
            "analytics:read",
            "billing:read",
            "billing:write",
            "community:read",
            "community:write",
            "notifications:read",
            "notifications:write",
            "graph:read",
            "graph:write",
            "clients:manage",
            "webhooks:manage");
    private static final Map<Role, Set<String>> BY_ROLE = byRole();

    private ScopePolicy() {}

    /** The 24 scopes of the graph, and OpenID Connect's own. */
    public static Set<String> all() {
        Set<String> all = new TreeSet<>(ANYBODY);
        BY_ROLE.values().forEach(all::addAll);
        all.add(OPENID);
        return Set.copyOf(all);
    }

    /** Everything a person with these roles may be granted. */
    static Set<String> allowed(Set<Role> roles) {
        Set<String> allowed = new TreeSet<>(ANYBODY);
        roles.forEach(role -> allowed.addAll(BY_ROLE.getOrDefault(role, Set.of())));
        allowed.add(OPENID);
        return allowed;
    }

    /**
     * What a token says. The gateway's session always gets all that the person's roles allow, so that a new role shows at
     * the next refresh; so does a first-party client that named no scope. Everybody else gets what was asked and allowed.
     */
    static Set<String> granted(OAuthClient client, Set<String> asked, Set<Role> roles) {
        Set<String> granted = allowed(roles);
        granted.retainAll(client.scopes());
        boolean namedNone = asked.stream().noneMatch(scope -> scope.contains(":") || scope.equals("admin"));
        boolean everything = client.kind() == ClientKind.WEB_SESSION
                || namedNone && (client.firstParty() || client.grantTypes().contains("client_credentials"));
        if (!everything) {
            granted.retainAll(asked);
        }
        if (!asked.contains(OPENID)) {
            granted.remove(OPENID);
        }
        return granted;
    }

    private static Map<Role, Set<String>> byRole() {
        Map<Role, Set<String>> byRole = new EnumMap<>(Role.class);
        Set<String> teaching = Set.of("courses:write", "courses:manage", "media:upload");
        byRole.put(Role.INSTRUCTOR, teaching);
        byRole.put(Role.MODERATOR, Set.of("community:moderate"));
        Set<String> everything = new TreeSet<>(teaching);
        everything.addAll(Set.of("community:moderate", "admin"));
        byRole.put(Role.ADMIN, Set.copyOf(everything));
        return byRole;
    }
}
