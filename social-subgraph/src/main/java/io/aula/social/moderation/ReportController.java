package io.aula.social.moderation;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.ReportId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.comment.HeldComments.Content;
import io.aula.social.graphql.User;
import io.aula.social.moderation.Report.Appeal;
import io.aula.social.moderation.Report.Complaint;
import io.aula.social.moderation.Report.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Reports as they are read: by moderators wholly, by whose it is without anybody's name, by who complained as that something was said.
 */
@Controller
class ReportController {
    private final Reports reports;
    private final Targets targets;
    private final ModerationService service;

    ReportController(Reports reports, Targets targets, ModerationService service) {
        this.reports = reports;
        this.targets = targets;
        this.service = service;
    }

    @QueryMapping
    ReportConnection moderationQueue(
            @Argument ReportStatus status, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        if (!ModerationService.isModerator(Caller.require())) {
            throw new DomainException("FORBIDDEN", Messages.of("Eso es de la moderación.", "That is for moderators."));
        }
        Slice slice = Slice.forward(first, after).ofList(ReportId.PREFIX);
        return ReportConnection.of(status, slice, reports.page(status, slice));
    }

    @SchemaMapping(typeName = "ReportConnection")
    int totalCount(ReportConnection connection) {
        return reports.count(connection.of());
    }

    @QueryMapping
    @Nullable
    Report report(@Argument String id) {
        return service.find(id, Caller.current()).orElse(null);
    }

    @EntityMapping("Report")
    List<@Nullable Report> reportEntities(@Argument List<String> idList) {
        Set<ReportId> ids =
                idList.stream().flatMap(id -> ReportId.parse(id).stream()).collect(Collectors.toSet());
        Map<String, Report> shown = Caller.current()
                .map(caller -> reports.byIds(ids).stream()
                        .filter(report -> ModerationService.isReadableBy(report, caller))
                        .collect(toMap(report -> report.id().text(), report -> report)))
                .orElse(Map.of());
        return idList.stream().<@Nullable Report>map(shown::get).toList();
    }

    @SchemaMapping(typeName = "Report")
    @Nullable
    Object target(Report report) {
        return isReadable(report) ? targets.node(report.target()).orElse(null) : null;
    }

    @SchemaMapping(typeName = "Report")
    @Nullable
    String text(Report report) {
        return isReadable(report)
                ? targets.content(report.target()).map(Content::text).orElse(null)
                : null;
    }

    @SchemaMapping(typeName = "Report")
    @Nullable
    User author(Report report) {
        return moderates() && report.authorId() != null ? new User(report.authorId()) : null;
    }

    @SchemaMapping(typeName = "Report")
    @Nullable
    List<Complaint> complaints(Report report) {
        return moderates() ? report.complaints() : null;
    }

    @SchemaMapping(typeName = "Report")
    ReportReason reason(Report report) {
        return report.reason();
    }

    /** Whoever complained learns of nobody's decision but that there is one. */
    @SchemaMapping(typeName = "Report")
    List<Decision> decisions(Report report) {
        return isReadable(report) ? report.decisions() : List.of();
    }

    @SchemaMapping(typeName = "Report")
    @Nullable
    Appeal appeal(Report report) {
        return isReadable(report) ? report.appeal() : null;
    }

    @SchemaMapping(typeName = "Report")
    boolean viewerMayAppeal(Report report) {
        return Caller.current()
                .filter(caller -> report.mayAppeal(caller.user()))
                .isPresent();
    }

    @SchemaMapping(typeName = "ReportComplaint")
    @Nullable
    User reporter(Complaint complaint) {
        return complaint.reporterId() == null ? null : new User(complaint.reporterId());
    }

    @SchemaMapping(typeName = "ReportDecision")
    @Nullable
    User by(Decision decision) {
        return moderates() && decision.by() != null ? new User(decision.by()) : null;
    }

    @SchemaMapping(typeName = "ReportDecision")
    @Nullable
    Boolean upheld(Decision decision) {
        return decision.isUpheld();
    }

    @SchemaMapping(typeName = "Report")
    boolean isOutOfSight(Report report) {
        return report.isOutOfSight() && targets.isHideable(report.target());
    }

    private static boolean moderates() {
        return Caller.current().filter(ModerationService::isModerator).isPresent();
    }

    private static boolean isReadable(Report report) {
        Optional<Caller> reader = Caller.current();
        return reader.filter(caller -> ModerationService.isReadableBy(report, caller))
                .isPresent();
    }
}
