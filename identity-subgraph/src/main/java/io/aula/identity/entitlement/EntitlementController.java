package io.aula.identity.entitlement;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Rights in the graph. */
@Controller
class EntitlementController {
    private final EntitlementService entitlements;
    private final AccountService accounts;
    private final CourseService courses;
    private final Clock clock;

    EntitlementController(
            EntitlementService entitlements, AccountService accounts, CourseService courses, Clock clock) {
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.courses = courses;
        this.clock = clock;
    }

    record GrantAccessInput(
            String idempotencyKey,
            String userId,
            String courseId,
            @Nullable Instant endsAt,
            String reason) {}

    @MutationMapping
    EntitlementPayload grantAccess(@Argument GrantAccessInput input) {
        CourseId course = CourseId.parse(input.courseId()).orElse(null);
        if (course == null) {
            return EntitlementPayload.of(new EntitlementOutcome.NoSuchCourse(input.courseId()));
        }
        UserId person = UserId.parse(input.userId()).orElse(null);
        if (person == null) {
            return EntitlementPayload.of(new EntitlementOutcome.NoSuchPerson(input.userId()));
        }
        return EntitlementPayload.of(entitlements.grant(
                Caller.require(),
                input.idempotencyKey(),
                new EntitlementService.Grant(person, course, input.endsAt(), input.reason())));
    }

    @MutationMapping
    EntitlementPayload revokeAccess(@Argument String entitlementId, @Argument String reason) {
        return EntitlementPayload.of(EntitlementId.parse(entitlementId)
                .map(id -> entitlements.revoke(Caller.require(), id, reason))
                .orElseGet(() -> new EntitlementOutcome.NoSuchEntitlement(entitlementId)));
    }

    /** In the order of the representations; a stranger's is not there. */
    @EntityMapping("Entitlement")
    List<@Nullable Entitlement> entitlements(List<Map<String, Object>> representations) {
        List<Optional<EntitlementId>> ids = representations.stream()
                .map(one -> EntitlementId.parse(String.valueOf(one.get("id"))))
                .toList();
        List<EntitlementId> known = ids.stream().flatMap(Optional::stream).toList();
        Map<EntitlementId, Entitlement> found =
                Caller.current().map(caller -> entitlements.visible(known, caller)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Entitlement::id, Function.identity()));
        return ids.stream()
                .<@Nullable Entitlement>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    @BatchMapping(typeName = "Course")
    Map<Course, Entitlement> viewerEntitlement(List<Course> sources) {
        Map<CourseId, Entitlement> rights = entitlements.decisive(
                Caller.require(), sources.stream().map(Course::id).distinct().toList());
        Map<Course, Entitlement> answers = new HashMap<>();
        sources.forEach(course -> answers.put(course, rights.get(course.id())));
        return answers;
    }

    @SchemaMapping(typeName = "Course", field = "entitlements")
    @Nullable
    Connection<Entitlement> entitlementsOf(
            Course course, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(EntitlementId.PREFIX);
        return entitlements.page(Caller.require(), course, slice).orElse(null);
    }

    @SchemaMapping(typeName = "Entitlement")
    Entitlement.State state(Entitlement right) {
        return right.stateAt(clock.instant());
    }

    @BatchMapping(typeName = "Entitlement")
    Map<Entitlement, Account> user(List<Entitlement> sources) {
        Map<UserId, Account> people = accounts.byIds(
                sources.stream().map(Entitlement::userId).distinct().toList());
        Map<Entitlement, Account> answers = new HashMap<>();
        sources.forEach(right -> answers.put(right, people.get(right.userId())));
        return answers;
    }

    @BatchMapping(typeName = "Entitlement")
    Map<Entitlement, Course> course(List<Entitlement> sources) {
        List<CourseId> ids = sources.stream()
                .map(Entitlement::courseId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<CourseId, Course> known = courses.byIds(ids);
        Map<Entitlement, Course> answers = new HashMap<>();
        sources.forEach(right -> {
            CourseId id = right.courseId();
            answers.put(right, id == null ? null : known.getOrDefault(id, Course.unknown(id)));
        });
        return answers;
    }

    @BatchMapping(typeName = "Entitlement")
    Map<Entitlement, String> reason(List<Entitlement> sources) {
        Map<EntitlementId, String> reasons = entitlements.reasons(sources, Caller.require());
        Map<Entitlement, String> answers = new HashMap<>();
        sources.forEach(right -> answers.put(right, reasons.get(right.id())));
        return answers;
    }
}
