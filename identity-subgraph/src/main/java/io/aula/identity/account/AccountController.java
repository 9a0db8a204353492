package io.aula.identity.account;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** People in the graph: roots, mutations and the {@code User} entity. */
@Controller
class AccountController {
    private static final int LARGEST_PAGE = 100;

    private final AccountService accounts;
    private final MessageSource messages;

    AccountController(AccountService accounts, MessageSource messages) {
        this.accounts = accounts;
        this.messages = messages;
    }

    record Viewer(Account user, List<String> scopes) {}

    @QueryMapping
    Optional<Viewer> viewer() {
        return Caller.current()
                .flatMap(caller -> accounts.byId(caller.userId())
                        .filter(Account::active)
                        .map(account -> new Viewer(
                                account, caller.scopes().stream().sorted().toList())));
    }

    @QueryMapping
    @Nullable
    Account user(@Argument @Nullable String id, @Argument @Nullable String handle) {
        if ((id == null) == (handle == null)) {
            throw DomainException.badInput("Give either id or handle.");
        }
        List<Account> found = id != null
                ? accounts.byIds(List.of(id))
                : accounts.byHandles(List.of(String.valueOf(handle).toLowerCase(Locale.ROOT)));
        return found.isEmpty() ? null : found.getFirst();
    }

    @QueryMapping
    UserConnection users(
            @Argument @Nullable String query,
            @Argument @Nullable Role role,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        if (!Caller.require().isStaff()) {
            throw new DomainException("FORBIDDEN", "Only staff may look through people.");
        }
        if (first == null || first < 1 || first > LARGEST_PAGE) {
            throw DomainException.badInput("first must be between 1 and " + LARGEST_PAGE + ".");
        }
        AccountSearch search = new AccountSearch(query, role, after);
        return UserConnection.of(accounts.search(search, first), first, search);
    }

    @SchemaMapping(typeName = "UserConnection")
    int totalCount(UserConnection connection) {
        return accounts.count(connection.search());
    }

    @MutationMapping
    ProfilePayload updateProfile(@Argument ProfileInput input, Locale locale) {
        return answer(accounts.updateProfile(Caller.require().userId(), input.change()), locale);
    }

    @MutationMapping
    ProfilePayload becomeInstructor(Locale locale) {
        return answer(accounts.becomeInstructor(Caller.require().userId()), locale);
    }

    @MutationMapping
    ProfilePayload setRoles(@Argument String userId, @Argument List<Role> roles, Locale locale) {
        Caller admin = Caller.require().requireScope("admin");
        return answer(accounts.setRoles(admin.userId(), admin.epoch(), userId, Set.copyOf(roles)), locale);
    }

    /** One statement for each kind of key, however many people are asked for; order is the caller's. */
    @EntityMapping("User")
    List<@Nullable Account> users(List<Map<String, Object>> representations) {
        Map<String, Account> byId = index(accounts.byIds(keys(representations, "id")), a -> a.id().value());
        List<String> handles =
                keys(representations.stream().filter(r -> !r.containsKey("id")).toList(), "handle");
        Map<String, Account> byHandle =
                handles.isEmpty() ? Map.of() : index(accounts.byHandles(handles), Account::handle);
        List<@Nullable Account> answer = new ArrayList<>();
        for (Map<String, Object> key : representations) {
            Object id = key.get("id");
            answer.add(id != null ? byId.get(id.toString()) : byHandle.get(String.valueOf(key.get("handle"))));
        }
        return answer;
    }

    private static List<String> keys(List<Map<String, Object>> representations, String key) {
        return representations.stream()
                .map(representation -> representation.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    private static Map<String, Account> index(List<Account> found, Function<Account, String> key) {
        return found.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    private ProfilePayload answer(ProfileOutcome outcome, Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.of("es");
        return ProfilePayload.of(outcome, messages, spoken);
    }
}
