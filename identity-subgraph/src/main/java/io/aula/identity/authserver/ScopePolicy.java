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
            // A photo anybody may have; whose videos and covers are taken, courses decides by the role.
            "media:upload",
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
            "clients:manage",
            "webhooks:manage");
    /** The knowledge tree belongs to those who teach and to staff. */
    private static final String GRAPH_WRITE = "graph:write";

    private static final Set<String> TEACHING = Set.of("courses:write", "courses:manage", GRAPH_WRITE);
    private static final Map<Role, Set<String>> BY_ROLE = byRole();

    private ScopePolicy() {}

    /** The scopes of the graph. */
    public static Set<String> ofTheGraph() {
        Set<String> scopes = new TreeSet<>(all());
        scopes.remove(OPENID);
        return scopes;
    }

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
     * Whether a program of somebody with these roles may ask people for it. Teaching may be asked for by anybody, since a token is
     * narrowed to what its person's roles allow; what is for staff only by staff, whom strangers shall not lead on.
     */
    public static boolean mayAskFor(String scope, Set<Role> roles) {
        return allowed(roles).contains(scope) && !scope.equals(OPENID) || TEACHING.contains(scope);
    }

    /**
     * What a token says. The gateway's session always gets all that the person's roles allow, so that a new role shows at
     * the next refresh; so does a first-party client that named no scope, and one that works for its owner alone. Everybody else gets
     * what was asked and allowed: who asks a person for nothing but who they are is given nothing more.
     *
     * @param isOwnWork whether no person was asked, since the client acts as its owner
     */
    public static Set<String> granted(OAuthClient client, Set<String> asked, Set<Role> roles, boolean isOwnWork) {
        Set<String> granted = allowed(roles);
        granted.retainAll(client.scopes());
        boolean namedNone = asked.stream().noneMatch(scope -> scope.contains(":") || scope.equals("admin"));
        boolean everything = client.kind() == ClientKind.WEB_SESSION || namedNone && (client.firstParty() || isOwnWork);
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
        byRole.put(Role.INSTRUCTOR, TEACHING);
        byRole.put(Role.MODERATOR, Set.of("community:moderate", GRAPH_WRITE));
        Set<String> everything = new TreeSet<>(TEACHING);
        everything.addAll(Set.of("community:moderate", "admin"));
        byRole.put(Role.ADMIN, Set.copyOf(everything));
        return byRole;
    }
}
