package io.aula.identity.account;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** People in the graph: roots, mutations and the {@code User} entity. */
@Controller
class AccountController {
    private final AccountService accounts;
    private final LiveSessions sessions;
    private final MessageSource messages;

    AccountController(AccountService accounts, LiveSessions sessions, MessageSource messages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.messages = messages;
    }

    /** Nobody, too, when the sign-in was ended elsewhere: pages learn it here, minutes before the token runs out. */
    @QueryMapping
    Optional<Viewer> viewer() {
        return Caller.current()
                .filter(sessions::isLive)
                .flatMap(caller -> accounts.byId(caller.user())
                        .filter(Account::active)
                        .map(account -> Viewer.of(account, caller)));
    }

    @QueryMapping
    Optional<Account> user(@Argument @Nullable String id, @Argument @Nullable String handle) {
        if ((id == null) == (handle == null)) {
            throw DomainException.badInput(
                    Messages.of("Di id o handle, no los dos.", "Give either id or handle, not both."));
        }
        return PersonKey.of(id, handle).flatMap(accounts::find);
    }

    record UsersArguments(
            @Nullable String query,
            @Nullable Role role,
            @Nullable Integer first,
            @Nullable String after) {
        AccountSearch search() {
            return new AccountSearch(query, role);
        }

        Slice slice() {
            return Slice.forward(first, after).ofList(UserId.PREFIX);
        }
    }

    @QueryMapping
    UserConnection users(@Arguments UsersArguments arguments) {
        return switch (accounts.search(Caller.require(), arguments.search(), arguments.slice())) {
            case AccountSearch.Outcome.Found found -> UserConnection.of(found);
            case AccountSearch.Outcome.OnlyForStaff() ->
                throw new DomainException(
                        "FORBIDDEN",
                        Messages.of(
                                "Solo el equipo puede buscar entre las personas.",
                                "Only staff may look through people."));
        };
    }

    @SchemaMapping(typeName = "UserConnection")
    int totalCount(UserConnection connection) {
        return accounts.count(connection.search());
    }

    @MutationMapping
    ProfilePayload updateProfile(@Argument ProfileInput input, Locale locale) {
        return answer(accounts.updateProfile(Caller.require().user(), input.change()), locale);
    }

    @MutationMapping
    ProfilePayload becomeInstructor(Locale locale) {
        return answer(accounts.becomeInstructor(Caller.require().user()), locale);
    }

    @MutationMapping
    ProfilePayload setRoles(@Argument String userId, @Argument Set<Role> roles, Locale locale) {
        Caller admin = Caller.require().requireScope("admin");
        ProfileOutcome outcome = UserId.parse(userId)
                .map(person -> accounts.setRoles(admin, person, roles))
                .orElseGet(() -> new ProfileOutcome.NoSuchAccount(userId));
        return answer(outcome, locale);
    }

    /** In the order of the representations; nobody's key is null. */
    @EntityMapping("User")
    List<@Nullable Account> users(List<Map<String, Object>> representations) {
        List<Optional<PersonKey>> keys = representations.stream()
                .map(one -> PersonKey.of(one.get("id"), one.get("handle")))
                .toList();
        Map<PersonKey, Account> found =
                accounts.find(keys.stream().flatMap(Optional::stream).toList());
        return keys.stream()
                .<@Nullable Account>map(key -> key.map(found::get).orElse(null))
                .toList();
    }

    private ProfilePayload answer(ProfileOutcome outcome, Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.of("es");
        return ProfilePayload.of(outcome, messages, spoken);
    }
}
