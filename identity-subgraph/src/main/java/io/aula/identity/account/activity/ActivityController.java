package io.aula.identity.account.activity;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Viewer;
import io.aula.identity.audit.AuditEvent;
import io.aula.identity.audit.AuditLog;
import io.aula.platform.id.AuditEventId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The audit log in the graph: all of it for staff, their own part for everybody. */
@Controller
class ActivityController {
    private static final String TYPE = "AuditEvent";

    private final AuditLog log;
    private final AccountService accounts;
    private final MessageSource messages;

    ActivityController(AuditLog log, AccountService accounts, MessageSource messages) {
        this.log = log;
        this.accounts = accounts;
        this.messages = messages;
    }

    @QueryMapping
    Connection<AuditEvent> auditLog(
            @Argument @Nullable String actorId,
            @Argument @Nullable String targetId,
            @Argument @Nullable String action,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(AuditEventId.PREFIX);
        Optional<UserId> actor = Optional.ofNullable(actorId).flatMap(UserId::parse);
        return actorId != null && actor.isEmpty()
                ? Connection.of(slice, List.of())
                : Connection.of(slice, log.page(new AuditLog.Filter(actor.orElse(null), targetId, action), slice));
    }

    @SchemaMapping(typeName = "Viewer", field = "activity")
    Connection<AuditEvent> activity(
            Viewer viewer, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(AuditEventId.PREFIX);
        return Connection.of(slice, log.about(viewer.user().id(), slice));
    }

    /** In the order of the representations; what is no business of the caller's is not there. */
    @EntityMapping(TYPE)
    List<@Nullable AuditEvent> events(List<Map<String, Object>> representations) {
        List<Optional<AuditEventId>> ids = representations.stream()
                .map(one -> AuditEventId.parse(String.valueOf(one.get("id"))))
                .toList();
        List<AuditEventId> known = ids.stream().flatMap(Optional::stream).toList();
        Map<AuditEventId, AuditEvent> found =
                Caller.current().map(caller -> visible(caller, known)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(AuditEvent::id, Function.identity()));
        return ids.stream()
                .<@Nullable AuditEvent>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    private List<AuditEvent> visible(Caller caller, List<AuditEventId> ids) {
        return log.byIds(ids).stream()
                .filter(event -> caller.hasScope("admin")
                        || caller.hasScope("profile:write")
                                && (caller.user().equals(event.actorId())
                                        || caller.userId().equals(event.target())))
                .toList();
    }

    @BatchMapping(typeName = TYPE)
    Map<AuditEvent, Account> actor(List<AuditEvent> sources) {
        Map<UserId, Account> people = accounts.byIds(sources.stream()
                .map(AuditEvent::actorId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<AuditEvent, Account> answers = new HashMap<>();
        sources.forEach(event -> answers.put(
                event, Optional.ofNullable(event.actorId()).map(people::get).orElse(null)));
        return answers;
    }

    /** An act that has no words yet is told by its code. */
    @SchemaMapping(typeName = TYPE, field = "description")
    String description(AuditEvent event, Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.of("es");
        return String.valueOf(messages.getMessage("audit." + event.action(), null, event.action(), spoken));
    }

    /** Reasons and the like are staff's own words. */
    @SchemaMapping(typeName = TYPE, field = "detail")
    @Nullable
    String detail(AuditEvent event) {
        return Caller.current().filter(caller -> caller.hasScope("admin")).isPresent() ? event.detail() : null;
    }
}
